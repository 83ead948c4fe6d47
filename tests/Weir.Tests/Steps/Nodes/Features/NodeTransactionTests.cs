using System.Data;
using Weir.Testing;

namespace Weir.Tests.Steps.Nodes.Features;

public class NodeTransactionTests
{
    private static readonly NodeOptions Serializable = new() { Transactions = new() { Enabled = true, IsolationLevel = IsolationLevel.Serializable, Timeout = TimeSpan.FromSeconds(9) } };

    [Fact]
    public async Task Run_WhenTheBodyAnswers_Commits()
    {
        var transactions = new RecordedTransactions();
        NodeTransaction? seen = null;
        var node = new OrderNode(Serializable, (_, _) => new($"{(seen = NodeTransaction.Current)?.Transaction.IsolationLevel}")) { Transactions = transactions };
        using var run = await OrderNode.RunAsync(node);
        Assert.Equal("Serializable", run.Output);
        Assert.Equal(["begin Serializable", "commit"], transactions.Entries);
        Assert.NotNull(seen);
        Assert.Null(NodeTransaction.Current);
    }

    [Theory]
    [InlineData(true, "rollback")]
    [InlineData(false, "commit")]
    public async Task Run_WhenTheBodyFails_EndsAsTheOptionsSay(bool isRolledBack, string end)
    {
        var transactions = new RecordedTransactions();
        var error = Some.Failure();
        var node = new OrderNode(new() { Transactions = new() { Enabled = true, RollbackOnError = isRolledBack } }, (_, _) => OrderNode.Throw(error));
        using var run = await OrderNode.RunAsync(node, options: new RunOptions { Services = new Services(transactions) });
        Assert.Same(error, run.Error);
        Assert.Equal(["begin ReadCommitted", end], transactions.Entries);
    }

    [Fact]
    public async Task Run_WithAttempts_GivesEachItsOwn()
    {
        var transactions = new RecordedTransactions();
        var options = Serializable with { Retry = new() { Enabled = true, MaxAttempts = 2 } };
        var node = new OrderNode(options, static (_, context) => context.Attempt == 1 ? OrderNode.Throw(Some.Failure()) : new("done")) { Transactions = transactions };
        using var run = await OrderNode.RunAsync(node);
        Assert.Equal(["begin Serializable", "rollback", "begin Serializable", "commit"], transactions.Entries);
    }

    [Fact]
    public async Task Run_WithoutAnyoneToBeginOne_FailsBeforeTheBody()
    {
        var node = new OrderNode(Serializable with { Retry = new() { Enabled = true } });
        using var run = await OrderNode.RunAsync(node);
        var error = Assert.IsType<MissingServiceException>(run.Error);
        Assert.Equal("The node 'Orders' asks for transactions, but has no INodeTransactions and the services of the run have none; give it one, or switch transactions off.", error.Message);
        Assert.Equal((0, 1), (node.Calls.Count, run.Steps[0].Attempts));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_WhenTheTimeIsOver_RollsBackAndFails(bool isRolledBackOnError)
    {
        var transactions = new RecordedTransactions();
        var options = new NodeOptions { Transactions = Serializable.Transactions with { RollbackOnError = isRolledBackOnError } };
        var node = new OrderNode(options, static async (_, context) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.Time, context.CancellationToken);
            return "never";
        }) { Transactions = transactions };
        using var run = await OrderNode.RunAsync(node);
        Assert.IsType<StepTimeoutException>(run.Error);
        Assert.Equal(TimeSpan.FromSeconds(9), run.Duration);
        Assert.Equal(["begin Serializable", "rollback"], transactions.Entries);
    }

    [Fact]
    public async Task Run_WhenTheBodyAnswersAfterTheTime_DoesNotCommit()
    {
        var transactions = new RecordedTransactions();
        var node = new OrderNode(Serializable, static async (_, context) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(9.5), context.Time);
            return "late";
        }) { Transactions = transactions };
        using var run = await OrderNode.RunAsync(node);
        Assert.IsType<StepTimeoutException>(run.Error);
        Assert.DoesNotContain("commit", transactions.Entries);
    }

    [Fact]
    public async Task Run_WhenTheDisposalFails_KeepsWhatWasCommitted()
    {
        var transactions = new Leaking();
        var node = new OrderNode(Serializable with { Retry = new() { Enabled = true } }) { Transactions = transactions };
        using var run = await OrderNode.RunAsync(node);
        Assert.Equal(("done", 1, 1), (run.Output, node.Calls.Count, transactions.Commits));
    }

    [Theory]
    [InlineData(true, true, "begin Serializable, save weir_1, release weir_1, save weir_2, rollback to weir_2, commit")]
    [InlineData(false, true, "begin Serializable, commit")]
    [InlineData(true, false, "begin Serializable, commit")]
    public async Task RunNested_WhenAPartFails_UndoesThePartWhereThereAreSavepoints(bool savepoints, bool supported, string entries)
    {
        var transactions = new RecordedTransactions { SupportsSavepoints = supported };
        var options = new NodeOptions { Transactions = Serializable.Transactions with { Savepoints = savepoints } };
        var node = new OrderNode(options, static async (_, context) =>
        {
            var transaction = NodeTransaction.Current!;
            var first = await transaction.RunNestedAsync(static () => new ValueTask<string>("first"), context.CancellationToken);
            await Assert.ThrowsAsync<TimeoutException>(async () => await transaction.RunNestedAsync<int>(static () => throw new TimeoutException(), context.CancellationToken));
            return first;
        }) { Transactions = transactions };
        using var run = await OrderNode.RunAsync(node);
        Assert.Equal("first", run.Output);
        Assert.Equal(entries, string.Join(", ", transactions.Entries));
    }

    [Fact]
    public async Task Run_WhenTheCallersTimeOutIsShorter_TakesThat()
    {
        var node = new OrderNode(Serializable, static async (_, context) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.Time, context.CancellationToken);
            return "never";
        }) { Transactions = new RecordedTransactions() };
        using var run = await OrderNode.RunAsync(node, configure: static step => step.Timeout(TimeSpan.FromSeconds(2)));
        Assert.Equal(TimeSpan.FromSeconds(2), run.Duration);
    }

    private sealed class Leaking : System.Data.Common.DbTransaction, INodeTransactions
    {
        public int Commits { get; private set; }

        public override IsolationLevel IsolationLevel => IsolationLevel.Serializable;

        protected override System.Data.Common.DbConnection? DbConnection => null;

        public ValueTask<System.Data.Common.DbTransaction> BeginAsync(IsolationLevel isolation, CancellationToken cancellationToken) => new(this);

        public override void Commit() => Commits++;

        public override void Rollback() => throw new NotSupportedException();

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            throw new InvalidOperationException("the connection is gone");
        }
    }
}
