namespace Weir;

/// <summary>Whoever runs a frame and is told when it has ended after a wait.</summary>
internal interface IFrameOwner
{
    void Ended(Frame child);
}

/// <summary>A limit on how many flows run at once, in which each of them holds a place; waiting for a retry holds none.</summary>
internal interface IPlace
{
    /// <summary>Gives the place back for a while.</summary>
    void Leave();

    /// <summary>Asks for a place again. True: it has one. False: <paramref name="resume"/> is called when it has.</summary>
    bool Enter(Action resume);
}
