namespace Weir;

/// <summary>What a user's function beside a step throws.</summary>
internal static class UserPart
{
    /// <summary>Control signals, and what throws because the run stops, stay what they are.</summary>
    public static bool IsToBeNamed(Exception error) => error is not (ControlSignalException or OperationCanceledException or StepPartException);
}
