using Weir.Yaml.Files;

namespace Weir.Tests.Yaml.Running;

/// <summary><c>workflow.run</c>.</summary>
public sealed class IncludeTests : IDisposable
{
    private readonly Flow _flow = new();

    public void Dispose() => _flow.Dispose();

    [Fact]
    public async Task Run_OfAnotherFile_GivesItsOutputs()
    {
        _flow.Call = static (value, context) =>
        {
            context.AddUsage(new Usage(5, 0, 0));
            return new(value);
        };
        _flow.Folder.Write("sub/inner.yaml", Flow.Stage("- { name: a, uses: test.call, with: { value: \"Hello ${{ inputs.who }}\" } }", "inputs: { who: { type: string } }") + "\noutputs: { text: \"${{ steps.a.output }}\" }");
        var bound = _flow.Bound(Flow.Stage("- { name: a, uses: workflow.run, with: { file: sub/inner.yaml, inputs: { who: Ann } } }") + "\noutputs: { text: \"${{ steps.a.output.text }}\" }");
        using var run = await _flow.RunAsync(bound);
        Assert.Equal("Hello Ann", bound.OutputsOf(run)["text"]);
        Assert.Equal(5, run.Usage.InputTokens);
    }

    [Fact]
    public async Task Run_WhenTheOtherFileFails_FailsWithItsReason()
    {
        _flow.Call = static (_, context) => new(context.Fail<object?>("no paper"));
        _flow.Folder.Write("inner.yaml", Flow.Stage("- { name: a, uses: test.call }"));
        using var run = await _flow.RunAsync(Flow.Stage("- { name: a, uses: workflow.run, with: { file: inner.yaml } }"));
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains("inner.yaml' failed: no paper", run.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhenItIsCancelled_CancelsTheOtherFile()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _flow.Call = async (_, context) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.Time, context.CancellationToken);
            return null;
        };
        _flow.Folder.Write("inner.yaml", Flow.Stage("- { name: a, uses: test.call }"));
        var bound = _flow.Bound(Flow.Stage("- { name: a, uses: workflow.run, with: { file: inner.yaml } }"));
        await using var executor = _flow.Executor();
        using var cancel = new CancellationTokenSource();
        var running = bound.RunAsync(executor, cancellationToken: cancel.Token).AsTask();
        await started.Task;
        await cancel.CancelAsync();
        using var run = await running;
        Assert.Equal(RunStatus.Cancelled, run.Status);
    }

    [Theory]
    [InlineData("permissions: { read: [ ../data ] }", "permissions: { read: [ data/ ] }", true)]
    [InlineData("permissions: { read: [ ../data ] }", "permissions: { read: [ sub/ ] }", false)]
    [InlineData("", "permissions: { read: [ data/ ] }", false)]
    public async Task Run_OfAnotherFile_TouchesOnlyWhatBothAllow(string inner, string outer, bool mayRead)
    {
        _flow.Folder.Write("data/a.txt", "content");
        _flow.Folder.Write("sub/inner.yaml", Flow.Stage("- { name: a, uses: file.read, with: { path: \"${{ inputs.path }}\" } }", $"inputs: {{ path: {{ type: string }} }}\n{inner}") + "\noutputs: { text: \"${{ steps.a.output }}\" }");
        using var run = await _flow.RunAsync(Flow.Stage("- { name: a, uses: workflow.run, with: { file: sub/inner.yaml, inputs: { path: ../data/a.txt } } }", outer));
        Assert.Equal(mayRead ? RunStatus.Completed : RunStatus.Failed, run.Status);
        Assert.Equal(!mayRead, run.Error?.Message.Contains("is not permitted", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void Access_OfAProgramInTheOtherFolder_IsAnotherProgram()
    {
        var outer = new StepAccess(_flow.Folder.Path, new PermissionSet().With(PermissionKind.Shell, "./tool").With(PermissionKind.Shell, "git").With(PermissionKind.Shell, "sub/own"));
        var both = new PermissionSet().With(PermissionKind.Shell, "./tool").With(PermissionKind.Shell, "git").With(PermissionKind.Shell, "./own");
        var inner = new StepAccess(_flow.Folder.Below("sub"), both, outer);
        Assert.Null(inner.Refusal(PermissionKind.Shell, "git"));
        Assert.Null(inner.Refusal(PermissionKind.Shell, "./own"));
        Assert.NotNull(inner.Refusal(PermissionKind.Shell, "./tool"));
    }

    [Fact]
    public void Read_OfFilesThatRunOneAnother_NamesTheCircle()
    {
        _flow.Folder.Write("b.yaml", Flow.Stage("- { name: a, uses: workflow.run, with: { file: w.yaml } }"));
        var text = Flow.Stage("- { name: a, uses: workflow.run, with: { file: b.yaml } }");
        _flow.Folder.Write("w.yaml", text);
        var finding = Assert.Single(_flow.Read(text).Diagnostics);
        Assert.Equal((WorkflowCodes.IncludeLoop, "b.yaml"), (finding.Code, Path.GetFileName(finding.Position.File)));
        Assert.Matches(@"circle: \S*w\.yaml → \S*b\.yaml → \S*w\.yaml\.$", finding.Message);
    }

    [Fact]
    public void Read_OfFilesThatAreIncludedTooDeep_IsRefused()
    {
        for (var i = 0; i < 20; i++)
        {
            _flow.Folder.Write($"w{i}.yaml", Flow.Stage($"- {{ name: a, uses: workflow.run, with: {{ file: w{i + 1}.yaml }} }}"));
        }

        Assert.Contains("more than 16 deep", Assert.Single(_flow.Read(Flow.Stage("- { name: a, uses: workflow.run, with: { file: w0.yaml } }")).Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfFilesThatIncludeManyTwice_Ends()
    {
        for (var i = 0; i < 15; i++)
        {
            _flow.Folder.Write($"w{i}.yaml", i == 14 ? Flow.Stage("- { name: a, uses: test.call }") : Flow.Stage($$"""
                - { name: a, uses: workflow.run, with: { file: w{{i + 1}}.yaml } }
                - { name: b, uses: workflow.run, with: { file: w{{i + 1}}.yaml } }
                """));
        }

        var reading = _flow.Read(Flow.Stage("- { name: a, uses: workflow.run, with: { file: w0.yaml } }"));
        Assert.Null(reading.File);
        Assert.Contains(reading.Diagnostics, static finding => finding.Message.Contains("More than 200", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("- { name: a, uses: workflow.run, with: { file: inner.yaml } }", WorkflowCodes.GivenInput, "needs the input 'who'")]
    [InlineData("- { name: a, uses: workflow.run, with: { file: inner.yaml, inputs: { who: x, whom: y } } }", WorkflowCodes.GivenInput, "has no input 'whom'; did you mean 'who'?")]
    [InlineData("- { name: a, uses: workflow.run, with: { file: \"${{ run.id }}\" } }", WorkflowCodes.Place, "must stand in the file as it is")]
    [InlineData("- { name: a, uses: workflow.run, resource: { api: 1 }, with: { file: inner.yaml, inputs: { who: x } } }", WorkflowCodes.Resource, "could wait for one another for ever")]
    [InlineData("- { name: a, uses: workflow.run, with: { file: asks.yaml } }", WorkflowCodes.Place, "cannot ask")]
    [InlineData("- { name: a, uses: workflow.run, with: { file: none.yaml } }", WorkflowCodes.MissingFile, "There is no file 'none.yaml'")]
    public void Read_OfACallThatCannotWork_SaysWhy(string step, string code, string message)
    {
        _flow.Folder.Write("inner.yaml", Flow.Stage("- { name: a, uses: test.call, resource: { db: 1 } }", "inputs: { who: { type: string } }\nresources: { db: 1 }"));
        _flow.Folder.Write("asks.yaml", Flow.Stage("- { name: a, uses: human.approve, with: { question: x } }"));
        var finding = Assert.Single(_flow.Read(Flow.Stage(step, "resources: { api: 2 }")).Diagnostics);
        Assert.Equal(code, finding.Code);
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
    }
}
