using Weir.Tests.Generation;

namespace Weir.Tests.Yaml.StepTypes;

/// <summary>Calls step types as a workflow in a folder of its own would, inside of a run.</summary>
internal sealed class StepTypeCall : IDisposable
{
    private PermissionSet _permissions = new();

    public StepTypeCall() => Directory.CreateDirectory(Folder.Below("flow"));

    /// <summary>The folder around that of the workflow, which is <c>flow</c>.</summary>
    public TemporaryFolder Folder { get; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public StepTypeCall Allow(PermissionKind kind, string value)
    {
        _permissions = _permissions.With(kind, value);
        return this;
    }

    public string Below(params string[] parts) => Folder.Below(["flow", .. parts]);

    public Task<Run<object?>> RunAsync(StepType type, params (string Name, object? Value)[] with) => RunAsync(type, Some.Token, with);

    public async Task<Run<object?>> RunAsync(StepType type, CancellationToken cancellationToken, params (string Name, object? Value)[] with)
    {
        var arguments = new StepArguments(with.ToDictionary(static pair => pair.Name, static pair => pair.Value), new StepAccess(Below(), _permissions));
        var pipeline = Pipeline.Create<StepArguments>("flow").Then(Step.From<StepArguments, object?>("step", type.RunAsync)).Build();
        await using var executor = new Executor(new ExecutorOptions { Time = Time });
        return await executor.RunAsync(pipeline, arguments, cancellationToken);
    }

    /// <summary>What the step gave.</summary>
    public async Task<object?> GiveAsync(StepType type, params (string Name, object? Value)[] with)
    {
        using var run = await RunAsync(type, with);
        return run.ShouldSucceed().Output;
    }

    /// <summary>What the step gave: a map.</summary>
    public async Task<IReadOnlyDictionary<string, object?>> GiveMapAsync(StepType type, params (string Name, object? Value)[] with) =>
        Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(await GiveAsync(type, with));

    /// <summary>Why the step failed.</summary>
    public async Task<string> FailAsync(StepType type, params (string Name, object? Value)[] with)
    {
        using var run = await RunAsync(type, with);
        run.ShouldFail();
        return run.Error!.Message;
    }

    public void Dispose() => Folder.Dispose();
}
