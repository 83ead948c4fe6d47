using System.Collections.Concurrent;

namespace Weir.Tests.Execution;

/// <summary>No frame is ever seen by two runs: every value carries the token of its run, and every step checks that its context is that of the run.</summary>
public class FrameOwnershipTests
{
    [Fact(Timeout = 120_000)]
    public async Task Runs_ManyAtOnce_SeeTheirOwnContextOnly()
    {
        await using var executor = new Executor();
        var crowd = new Crowd(executor);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => crowd.PlayAsync(i), Some.Token)));
        await crowd.DisposeLateAsync();
        Assert.Empty(crowd.Errors);
        Assert.True(crowd.Completed > 500 && crowd.Failed > 500, $"{crowd.Completed} completed, {crowd.Failed} failed");
    }

    /// <summary>What goes through a run: whose it is, and the id of the run once a step has seen it.</summary>
    private sealed record Token(int Owner, string? RunId, int Steps, int Seed);

    private sealed class Crowd
    {
        private readonly Executor _executor;
        private readonly Pipeline<Token, Token>[] _pipelines;
        private readonly ConcurrentQueue<Run<Token>> _late = new();
        private int _completed;
        private int _failed;

        public Crowd(Executor executor)
        {
            _executor = executor;
            var plain = Chain("plain", 4);
            var guarded = Pipeline.Create<Token>("guarded")
                .Then("a", StepAsync, static step => step.Retry(3))
                .Then("b", StepAsync, step => step.Retry(2).FallBackTo(Step.From<Token, Token>("other", StepAsync)))
                .Build();
            var fanned = Pipeline.Create<Token>("fanned")
                .Map("map", static token => Enumerable.Repeat(token, 5).ToArray(), Step.From<Token, Token>("item", StepAsync), new MapOptions { MaxParallel = 2 })
                .Then("first", static tokens => tokens[0])
                .Parallel("parallel", [("x", plain), ("y", guarded)])
                .Then("join", Join)
                .Build();
            var nested = Pipeline.Create<Token>("nested").Then(plain).Then("call", CallAsync).Then("again", guarded).Build();
            _pipelines = [plain, guarded, fanned, nested];
        }

        public ConcurrentQueue<string> Errors { get; } = [];

        public int Completed => _completed;

        public int Failed => _failed;

        public async Task PlayAsync(int seed)
        {
            var random = new Random(seed);
            for (var i = 0; i < 25; i++)
            {
                var token = new Token((seed * 1000) + i, null, 0, random.Next());
                var pipeline = _pipelines[random.Next(_pipelines.Length)];
                try
                {
                    var value = random.Next(2) == 0 ? await _executor.InvokeAsync(pipeline, token, Some.Token) : await RunAsync(pipeline, token, random.Next(5));
                    Interlocked.Increment(ref value is null ? ref _failed : ref _completed);
                    if (value is not null && value.Owner != token.Owner)
                    {
                        Errors.Enqueue($"The run of {token.Owner} gave the value of {value.Owner}.");
                    }
                }
                catch (Exception error) when (error is InvalidOperationException or StepFailedException or AggregateException)
                {
                    Interlocked.Increment(ref _failed);
                    CheckOwner(token, error);
                }
            }
        }

        public async Task DisposeLateAsync()
        {
            await Task.WhenAll(_late.Select(run => Task.Run(
                () =>
                {
                    if (run.Steps.Count == 0 || run.Steps[^1].Path.Length == 0)
                    {
                        Errors.Enqueue("A run that was kept is empty.");
                    }

                    run.Dispose();
                },
                CancellationToken.None)));
        }

        private async Task<Token?> RunAsync(Pipeline<Token, Token> pipeline, Token token, int end)
        {
            var run = await _executor.RunAsync(pipeline, token, Some.Token);
            var value = run.Status == RunStatus.Completed ? run.Output : null;
            if (run.Error is { } error)
            {
                CheckOwner(token, error);
            }

            if (value is not null && value.RunId != run.Id)
            {
                Errors.Enqueue($"The run {run.Id} gave the value of {value.RunId}.");
            }

            switch (end)
            {
                case 0:
                    _late.Enqueue(run);
                    break;
                case 1:
                    // Never disposed; the garbage collector has it.
                    break;
                case 2:
                    await Task.WhenAll(Task.Run(run.Dispose, CancellationToken.None), Task.Run(run.Dispose, CancellationToken.None));
                    break;
                default:
                    run.Dispose();
                    run.Dispose();
                    break;
            }

            return value;
        }

        private Pipeline<Token, Token> Chain(string name, int length) => Enumerable.Range(0, length)
            .Aggregate(Pipeline.Create<Token>(name), (all, i) => all.Then($"s{i}", StepAsync)).Build();

        private async ValueTask<Token> CallAsync(Token token, StepContext context)
        {
            var (id, name) = (context.RunId, context.StepName);
            var inner = await _executor.InvokeAsync(_pipelines[0], token with { RunId = null }, context.CancellationToken);
            if (inner.RunId == id || context.RunId != id || context.StepName != name)
            {
                Errors.Enqueue($"The run {id} was mixed up with the run {inner.RunId} inside it.");
            }

            return token with { Steps = inner.Steps };
        }

        private ValueTask<Token> StepAsync(Token token, StepContext context)
        {
            var (id, path, attempt) = (context.RunId, context.Path, context.Attempt);
            var next = token with { RunId = id, Steps = token.Steps + 1 };
            if (token.RunId is not null && token.RunId != id)
            {
                Errors.Enqueue($"The step {path} of {token.Owner} is in the run {id}, not in {token.RunId}.");
            }

            var luck = new Random(HashCode.Combine(token.Seed, path, attempt));
            return luck.Next(3) switch
            {
                0 => WaitAsync(next, context, path, attempt, luck),
                1 when luck.Next(6) == 0 => new ValueTask<Token>(context.Fail<Token>($"{token.Owner}")),
                _ => new ValueTask<Token>(next),
            };
        }

        private async ValueTask<Token> WaitAsync(Token next, StepContext context, string path, int attempt, Random luck)
        {
            for (var i = 0; i < 3; i++)
            {
                await Task.Yield();
                if (context.RunId != next.RunId || context.Path != path || context.Attempt != attempt)
                {
                    Errors.Enqueue($"The step {path} of {next.Owner} came to itself as {context.Path} of the run {context.RunId}.");
                }
            }

            return luck.Next(5) == 0 ? throw new InvalidOperationException($"{next.Owner}") : next;
        }

        private Token Join(IReadOnlyDictionary<string, Token> tokens)
        {
            if (tokens["x"].Owner != tokens["y"].Owner || tokens["x"].RunId != tokens["y"].RunId)
            {
                Errors.Enqueue("Branches of two runs were joined.");
            }

            return tokens["x"];
        }

        private void CheckOwner(Token token, Exception error)
        {
            if (error is InvalidOperationException && error is not ObjectDisposedException && error.Message != $"{token.Owner}")
            {
                Errors.Enqueue($"The run of {token.Owner} failed with that of {error.Message}.");
            }
        }
    }
}
