namespace Weir.Soak.Loads;

/// <summary>Buffers that steps rent: clear when they come, and nobody else's while they are held.</summary>
internal sealed class RentalLoad : Load
{
    private readonly Pipeline<int, int> _pipeline = Enumerable.Range(0, 4).Aggregate(
        Pipeline.Create<int>("rentals"), static (steps, at) => steps.Then($"use {at}", UseAsync, static step => step.WithoutCaching())).Build();

    public override string Name => "rentals";

    public override async Task<RunStatus> RunAsync(Executor executor, int number, CancellationToken cancellationToken)
    {
        var sum = await executor.InvokeAsync(_pipeline, number, cancellationToken);
        Require(sum == number + 4, $"rentals of {number} gave {sum}");
        return RunStatus.Completed;
    }

    private static async ValueTask<int> UseAsync(int number, StepContext context)
    {
        using var buffer = context.Buffers.Rent(256 << (number % 6));
        Require(buffer.Span.IndexOfAnyExcept((byte)0) < 0, "a rented buffer is not clear");
        buffer.Span.Fill((byte)(1 + (number % 250)));
        await Task.Yield();
        Require(buffer.Span.IndexOfAnyExcept((byte)(1 + (number % 250))) < 0, "a rented buffer was written by somebody else");
        return number + 1;
    }
}
