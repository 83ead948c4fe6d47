using Weir.AI;

namespace Weir.Tests.AI.Quorums;

/// <summary>Members that vote as they are told to.</summary>
internal static class Members
{
    public static QuorumMember<string> For(string name, double weight = 1, double confidence = 1) => Voting(name, true, confidence) with { Weight = weight };

    public static QuorumMember<string> Against(string name, double weight = 1, double confidence = 1) => Voting(name, false, confidence) with { Weight = weight };

    public static QuorumMember<string> Failing(string name, Exception? error = null) => QuorumMember.From<string>(name, (_, _) => ValueTask.FromException<QuorumVote>(error ?? Some.Failure()));

    /// <summary>One that votes when it is told to, and notes that it was asked and that it was cancelled.</summary>
    public static (QuorumMember<string> Member, TaskCompletionSource<QuorumVote> Vote, Task Asked, Task Cancelled) Waiting(string name)
    {
        var vote = new TaskCompletionSource<QuorumVote>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var member = QuorumMember.From<string>(name, async (_, token) =>
        {
            asked.TrySetResult();
            try
            {
                return await vote.Task.WaitAsync(token);
            }
            catch (OperationCanceledException)
            {
                cancelled.TrySetResult();
                throw;
            }
        });
        return (member, vote, asked.Task, cancelled.Task);
    }

    private static QuorumMember<string> Voting(string name, bool passes, double confidence) =>
        QuorumMember.From<string>(name, (_, _) => new ValueTask<QuorumVote>(new QuorumVote(passes, confidence, "some reason")));
}
