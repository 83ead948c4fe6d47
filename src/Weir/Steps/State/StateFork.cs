namespace Weir;

/// <summary>The sentences that forks of any type share.</summary>
internal static class StateFork
{
    public const string TrimmingNote =
        "Copies a state by its fields, which trimming may remove; where that matters, use the overload that takes a fork function.";

    public const string DynamicCodeNote =
        "Compiles the copy of a state when it is first needed; without dynamic code, use the overload that takes a fork function.";

    /// <summary>Changes a value that refuses to be changed at other times.</summary>
    public static T Unguarded<T>(T value, Func<T, T> change)
    {
        var guarded = value as IGuardedState;
        guarded?.Open();
        try
        {
            var changed = change(value);
            (changed as IGuardedState)?.Close();
            return changed;
        }
        finally
        {
            guarded?.Close();
        }
    }

    public static NotSupportedException Uncopyable(Type state, MemberPath member, string reason) =>
        new($"A value of {TypeText.Of(state)} cannot be copied for a branch: {member} {reason}; give the fork a function that copies it.");
}
