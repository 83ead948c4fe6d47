using System.Collections.Immutable;
using Weir.Workloads.Execution.Floors;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Execution;

/// <summary>What it costs that every item of a map has a state of its own: a hundred forks of a state with ten numbers.</summary>
internal static class StateRows
{
    private const int Forks = 100;
    private const int Sum = (Forks * (Forks + 1) / 2) + Forks;

    private static readonly int[] Items = [.. Enumerable.Range(1, Forks)];
    private static readonly int[] Numbers = [.. Enumerable.Range(1, 10)];

    public static IEnumerable<Row> All(Executor executor)
    {
        var without = Pipelines.Map(Steps.WeirAddOne);
        var shared = Mapped(static () => new Shared("ten", [.. Numbers]));
        var copied = Mapped(static () => new Copied { Name = "ten", Numbers = [.. Numbers] });
        var hand = new HandFork();
        yield return new Row("state-fork: immutable, shared", "ns/fork", Forks, Goal: null)
            .Add(Role.Weir, () => executor.InvokeAsync(shared, Items), Sums)
            .Add(Role.Reference, () => executor.InvokeAsync(without, Items), Sums, "fan-out-100");
        yield return new Row("state-fork: mutable, copied", "ns/fork", Forks, Goal: null)
            .Add(Role.Weir, () => executor.InvokeAsync(copied, Items), Sums)
            .AddFloor(() => hand.RunAsync(Items), Checks.Gives(Sum))
            .Add(Role.Reference, () => executor.InvokeAsync(without, Items), Sums, "fan-out-100");
    }

    private static Pipeline<int[], IReadOnlyList<int>> Mapped<TState>(Func<TState> initial) => Pipeline.Create<int[]>("mapped")
        .WithState(initial)
        .Map("map", static items => items, Step.From("one", Steps.WeirAddOne))
        .Build();

    private static bool Sums(IReadOnlyList<int> outputs) => outputs.Sum() == Sum;

    private sealed record Shared(string Name, ImmutableArray<int> Numbers);

    private sealed class Copied
    {
        public required string Name { get; init; }

        public required List<int> Numbers { get; init; }
    }

    /// <summary>The copies by hand.</summary>
    private sealed class HandFork
    {
        private readonly Ctx _ctx = new();
        private readonly Copied[] _forks = new Copied[Forks];
        private readonly Copied _state = new() { Name = "ten", Numbers = [.. Numbers] };

        public ValueTask<int> RunAsync(int[] items)
        {
            var sum = 0;
            for (var i = 0; i < items.Length; i++)
            {
                _forks[i] = new Copied { Name = _state.Name, Numbers = [.. _state.Numbers] };
                sum += Steps.AddOne(items[i], _ctx, CancellationToken.None).Result;
            }

            return new ValueTask<int>(sum);
        }
    }
}
