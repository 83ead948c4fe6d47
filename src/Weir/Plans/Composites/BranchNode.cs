namespace Weir;

/// <summary>Runs the case that a condition chooses.</summary>
internal sealed class BranchNode<TIn, TOut>(
    string name, int slot, Func<TIn, string> choose, IReadOnlyList<(string Name, Plan Plan)> cases, (string Name, Plan Plan)? otherwise)
    : ChildNode<TOut>(name, slot)
{
    private readonly Dictionary<string, (string Name, Plan Plan)> _cases = cases.ToDictionary(static c => c.Name, StringComparer.Ordinal);

    public override bool Execute(Frame frame)
    {
        string? key;
        try
        {
            key = choose(frame.Read<TIn>());
        }
        catch (Exception error) when (StepPartException.IsToBeNamed(error))
        {
            throw new StepPartException("condition", Name, error);
        }

        if (key is null)
        {
            return Refuse(frame, $"The condition of the branch '{Name}' chose null; its cases are {NameList.Of(_cases.Keys)}.");
        }

        var (name, plan) = _cases.TryGetValue(key, out var found) ? found : otherwise.GetValueOrDefault();
        return plan is null
            ? Refuse(frame, $"The branch '{Name}' has no case '{key}' and nothing for other cases; its cases are {NameList.Of(_cases.Keys)}{NearestName.Hint(key, _cases.Keys)}")
            : Enter(frame, plan, Segment.Named(name));
    }

    protected override bool Next(Frame frame, InnerFrame inner) => false;

    private static bool Refuse(Frame frame, string sentence)
    {
        frame.Failure = new StepFailure(StepStatus.Failed, null, sentence);
        return true;
    }
}
