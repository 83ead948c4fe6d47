using Weir.Workloads.Execution.Floors;

namespace Weir.Workloads.Execution;

/// <summary>
/// The steps of the rows, for Weir and for the floors: equal bodies of the same kind, since <c>async x => x + 1</c> costs 6 ns more than
/// <c>x => new(x + 1)</c>.
/// </summary>
internal static class Steps
{
    public static readonly Func<int, Ctx, CancellationToken, ValueTask<int>> AddOne = static (x, _, _) => new ValueTask<int>(x + 1);
    public static readonly Func<int, StepContext, ValueTask<int>> WeirAddOne = static (x, _) => new ValueTask<int>(x + 1);

    public static readonly Func<int, Ctx, CancellationToken, ValueTask<int>> ReadToken =
        static (x, _, token) => new ValueTask<int>(token.IsCancellationRequested ? 0 : x + 1);

    public static readonly Func<int, StepContext, ValueTask<int>> WeirReadToken =
        static (x, context) => new ValueTask<int>(context.CancellationToken.IsCancellationRequested ? 0 : x + 1);

    /// <summary>Gives its thread back once; goes on on the pool.</summary>
    public static readonly Func<int, Ctx, CancellationToken, ValueTask<int>> AddOneLater = static async (x, _, _) =>
    {
        await Task.Yield();
        return x + 1;
    };

    public static readonly Func<int, StepContext, ValueTask<int>> WeirAddOneLater = static async (x, _) =>
    {
        await Task.Yield();
        return x + 1;
    };

    public static readonly Func<int, Ctx, CancellationToken, ValueTask<int>> Throw = static (_, _, _) => throw new InvalidOperationException("refused");
    public static readonly Func<int, StepContext, ValueTask<int>> WeirThrow = static (_, _) => throw new InvalidOperationException("refused");

    public static readonly Func<int, Ctx, CancellationToken, ValueTask<int>> ThrowInTask = static async (_, _, _) => throw new InvalidOperationException("refused");
    public static readonly Func<int, StepContext, ValueTask<int>> WeirThrowInTask = static async (_, _) => throw new InvalidOperationException("refused");

    public static readonly Func<int, Ctx, CancellationToken, ValueTask<int>> Fail = static (_, context, _) =>
    {
        context.Failure = "refused";
        return new ValueTask<int>(0);
    };

    public static readonly Func<int, StepContext, ValueTask<int>> WeirFail = static (_, context) => new ValueTask<int>(context.Fail<int>("refused"));

    public static readonly Func<int, string?> Positive = static x => x > 0 ? null : "must be positive";

    /// <summary>The same delegate many times.</summary>
    public static T[] Repeat<T>(T step, int count) => [.. Enumerable.Repeat(step, count)];

    /// <summary>Ten steps of which the fifth gives its thread back.</summary>
    public static Func<int, Ctx, CancellationToken, ValueTask<int>>[] TenWithOneLater() =>
        [.. Enumerable.Range(0, 10).Select(static i => i == 4 ? AddOneLater : AddOne)];

    /// <summary>Ten delegates with a body each, so that no call sees only one of them.</summary>
    public static Func<int, Ctx, CancellationToken, ValueTask<int>>[] TenOfTheirOwn() =>
    [
        static (x, _, _) => new ValueTask<int>(x + 1), static (x, _, _) => new ValueTask<int>(x + 2),
        static (x, _, _) => new ValueTask<int>(x + 3), static (x, _, _) => new ValueTask<int>(x + 4),
        static (x, _, _) => new ValueTask<int>(x + 5), static (x, _, _) => new ValueTask<int>(x + 6),
        static (x, _, _) => new ValueTask<int>(x + 7), static (x, _, _) => new ValueTask<int>(x + 8),
        static (x, _, _) => new ValueTask<int>(x + 9), static (x, _, _) => new ValueTask<int>(x + 10),
    ];

    public static Func<int, StepContext, ValueTask<int>>[] WeirTenOfTheirOwn() =>
    [
        static (x, _) => new ValueTask<int>(x + 1), static (x, _) => new ValueTask<int>(x + 2),
        static (x, _) => new ValueTask<int>(x + 3), static (x, _) => new ValueTask<int>(x + 4),
        static (x, _) => new ValueTask<int>(x + 5), static (x, _) => new ValueTask<int>(x + 6),
        static (x, _) => new ValueTask<int>(x + 7), static (x, _) => new ValueTask<int>(x + 8),
        static (x, _) => new ValueTask<int>(x + 9), static (x, _) => new ValueTask<int>(x + 10),
    ];
}
