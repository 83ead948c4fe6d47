using Weir.Yaml.Files;

namespace Weir.Tests.Yaml.Running;

/// <summary>Approvals, and runs that are resumed from what a store has.</summary>
public sealed class ApprovalTests : IDisposable
{
    private const string Text = """
        weir: 1
        name: w
        inputs: { who: { type: string, default: Ann }, key: { type: string, secret: true, default: none } }
        permissions: { read: [ x ] }
        stages:
          - name: s
            steps:
              - { name: before, uses: test.call, with: { value: [ 1, "two", { three: 3.5 } ] } }
              - { name: ask, uses: human.approve, needs: [ before ], with: { question: "Go on, ${{ inputs.who }}? ${{ steps.before.output[1] }} ${{ inputs.key }}", choices: [ yes, "not ${{ inputs.who }}" ] } }
              - { name: after, uses: test.call, with: { value: "${{ steps.before.output[2].three }} ${{ steps.ask.output }}" } }
        outputs: { after: "${{ steps.after.output }}" }
        """;

    private readonly Flow _flow = new();

    public void Dispose() => _flow.Dispose();

    [Fact]
    public async Task Run_WhenNobodyIsAsked_Pauses()
    {
        var bound = _flow.Bound(Text, Given("hunter22"));
        using var run = await _flow.RunAsync(bound);
        Assert.Equal(RunStatus.Paused, run.Status);
        Assert.Equal("Go on, Ann? two ***", Assert.Single(run.Pauses).Prompt);
        Assert.Equal(["yes", "not Ann"], Assert.Single(bound.Approvals).Choices);
        Assert.Empty(bound.OutputsOf(run));
    }

    [Fact]
    public async Task Run_WhenAPersonAnswers_GoesOn()
    {
        var bound = _flow.Bound(Text);
        using var run = await _flow.RunAsync(bound, ask: static (approval, _) => new(approval.Question!.StartsWith("Go on, Ann?", StringComparison.Ordinal) ? approval.Choices[1] : null));
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal("3.5 not Ann", bound.OutputsOf(run)["after"]);
        Assert.Equal(2, _flow.Calls);
    }

    [Fact]
    public async Task Run_WhenTheAnswerIsKnown_AsksNobody()
    {
        var bound = _flow.Bound(Text, new WorkflowBinding { Answers = new Dictionary<string, string> { ["ask"] = "yes" } });
        using var run = await _flow.RunAsync(bound, ask: static (_, _) => throw Some.Failure());
        Assert.Equal("3.5 yes", bound.OutputsOf(run)["after"]);
        Assert.Empty(bound.Approvals);
    }

    [Fact]
    public async Task Run_WhenTheAnswerIsNoChoice_SaysSo()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _flow.RunAsync(_flow.Bound(Text), ask: static (_, _) => new("perhaps")));
        Assert.Contains("takes one of yes, not Ann", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_FromTheFileOfAJournal_GoesOnWhereItPaused()
    {
        var path = _flow.Folder.Below("run.journal");
        string id;
        await using (var store = await FileRunStore.OpenAsync(path, Some.Token))
        {
            var bound = _flow.Bound(Text, Given("hunter22") with { IsDurable = true });
            await WorkflowJournal.BeginAsync(store, bound, TimeProvider.System, Some.Token);
            await using var executor = new Executor(new ExecutorOptions { Store = store });
            using var run = await bound.RunAsync(executor, cancellationToken: Some.Token);
            Assert.Equal(RunStatus.Paused, run.Status);
            id = run.Id;
        }

        Assert.DoesNotContain("hunter22", await File.ReadAllTextAsync(path, Some.Token), StringComparison.Ordinal);
        await using (var store = await FileRunStore.OpenAsync(path, Some.Token))
        {
            var journal = await WorkflowJournal.ReadAsync(store, Some.Token);
            var bound = journal!.Bind(_flow.Types, Given("hunter22")).Workflow!;
            await using var executor = new Executor(new ExecutorOptions { Store = store });
            using var run = await bound.ResumeAsync(executor, id, ask: static (_, _) => new("yes"), cancellationToken: Some.Token);
            Assert.Equal(RunStatus.Completed, run.Status);
            Assert.Equal("3.5 yes", bound.OutputsOf(run)["after"]);
        }

        Assert.Equal(2, _flow.Calls);
    }

    [Fact]
    public async Task Journal_WhenTheStoreHasOne_IsRefused()
    {
        var bound = _flow.Bound(Text);
        await WorkflowJournal.BeginAsync(_flow.Store, bound, TimeProvider.System, Some.Token);
        await Assert.ThrowsAsync<RunConflictException>(async () => await WorkflowJournal.BeginAsync(_flow.Store, bound, TimeProvider.System, Some.Token));
        Assert.Null(await WorkflowJournal.ReadAsync(new InMemoryRunStore(), Some.Token));
    }

    [Fact]
    public async Task Journal_KeepsWhatWasListedAndAllowedWhenTheRunBegan()
    {
        _flow.Folder.Write("data/a.txt", "");
        var text = Flow.Stage("- { name: a, uses: test.call, for-each: \"${{ inputs.all }}\", with: { path: \"${{ item }}\", value: \"${{ item }}\" } }", "inputs: { all: { type: files, default: \"data/*\" } }")
            + "\noutputs: { all: \"${{ steps.a.output }}\" }";
        using var flow = new Flow { Allowed = new PermissionSet().With(PermissionKind.Read, "data") };
        flow.Folder.Write("data/a.txt", "");
        await WorkflowJournal.BeginAsync(flow.Store, flow.Bound(text), TimeProvider.System, Some.Token);
        flow.Folder.Write("data/b.txt", "");
        var bound = (await WorkflowJournal.ReadAsync(flow.Store, Some.Token))!.Bind(flow.Types, new WorkflowBinding()).Workflow!;
        using var run = await flow.RunAsync(bound);
        Assert.Equal(["data/a.txt"], Assert.IsAssignableFrom<IReadOnlyList<object?>>(bound.OutputsOf(run)["all"]));
    }

    [Fact]
    public async Task Journal_WhenAnIncludedFileChanged_IsRefused()
    {
        _flow.Folder.Write("inner.yaml", Flow.Stage("- { name: a, uses: test.call }"));
        await WorkflowJournal.BeginAsync(_flow.Store, _flow.Bound(Flow.Stage("- { name: a, uses: workflow.run, with: { file: inner.yaml } }")), TimeProvider.System, Some.Token);
        var journal = (await WorkflowJournal.ReadAsync(_flow.Store, Some.Token))!;
        Assert.NotNull(journal.Bind(_flow.Types, new WorkflowBinding()).Workflow);
        _flow.Folder.Write("inner.yaml", Flow.Stage("- { name: b, uses: test.call }"));
        var finding = Assert.Single(journal.Bind(_flow.Types, new WorkflowBinding()).Diagnostics);
        Assert.Equal((WorkflowCodes.Changed, _flow.Folder.Below("inner.yaml")), (finding.Code, finding.Position.File));
    }

    private static WorkflowBinding Given(string key) => new() { Inputs = new Dictionary<string, string> { ["key"] = key } };
}
