using System.Numerics;
using System.Runtime.Intrinsics;

namespace Weir.Tests.Execution;

/// <summary>Values of every kind go from step to step as they are, and those that a run keeps are its own.</summary>
public class ValueTests
{
    private static readonly Guid SomeGuid = new("00112233-4455-6677-8899-aabbccddeeff");

    private enum Colour : byte
    {
        Red = 3,
        Green = 200,
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_WithValuesOfEveryKind_KeepsEach(bool suspends)
    {
        var keys = new Dictionary<string, object?>();
        var pipeline = new Chain<int>(suspends, keys, Pipeline.Create<int>("kinds"), 1).To("int", 42).To("double", -0.5)
            .To("guid", SomeGuid).To("decimal", 79_228_162_514_264_337_593_543_950_335m).To<string?>("string", "text").To<string?>("null", null)
            .To("record", new Point(1, "p")).To("wide", new Wide(1, 2, 3, 4)).To("mixed", new Mixed("m", 7)).To<int?>("nullable", 5).To<int?>("nothing", null)
            .To("pair", (1, "two")).To("memory", new byte[] { 1, 2, 3 }.AsMemory(1)).To("colour", Colour.Green).To("int128", Int128.MinValue).To("uint128", UInt128.MaxValue)
            .To("vector", Vector256.Create(1, 2, 3, 4, 5, 6, 7, 8)).To("complex", new Complex(1, 2)).To("half", (Half)1.5).To("bool", true).To("char", 'x')
            .To("holder", new Holder<List<int>>([1], 9)).To("empty", default(ValueTuple)).To("time", TimeSpan.MaxValue).To("object", (object)12)
            .To("wide again", new Wide(5, 6, 7, 8)).To("last", 1L).Builder.Build();
        await using var executor = new Executor();
        for (var i = 0; i < 3; i++)
        {
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
            run.ThrowIfFailed();
            Assert.Equal(keys.Keys, run.Steps.Select(static step => step.Name));
            Assert.All(run.Steps, step => Assert.Equal(keys[step.Name], step.Output));
            Assert.Equal(1L, await executor.InvokeAsync(pipeline, 1, Some.Token));
        }
    }

    [Fact]
    public async Task Outputs_OfARunThatIsKept_AreNotChangedByLaterRuns()
    {
        var pipeline = Pipeline.Create<int>("wides").Then("a", static x => new Wide(x, x, x, x)).Then("b", static w => w with { First = w.First + 1 })
            .Then("c", static w => w with { First = w.First + 1 }).Build();
        await using var executor = new Executor();
        var runs = new List<Run<Wide>>();
        for (var i = 0; i < 20; i++)
        {
            runs.Add(await executor.RunAsync(pipeline, i * 10, Some.Token));
            await executor.InvokeAsync(pipeline, -1, Some.Token);
        }

        Assert.All(runs, static (run, i) => Assert.Equal(
            [new Wide(i * 10, i * 10, i * 10, i * 10), new Wide((i * 10) + 1, i * 10, i * 10, i * 10), new Wide((i * 10) + 2, i * 10, i * 10, i * 10)],
            run.Steps.Select(static step => (Wide)step.Output!)));
        runs.ForEach(static run => run.Dispose());
    }

    private readonly record struct Wide(long First, long Second, long Third, long Fourth);

    private readonly record struct Mixed(string Text, int Number);

    private readonly record struct Holder<T>(T Value, int Number);

    private sealed record Point(int X, string Name);

    /// <summary>Adds steps, each of which sees the value of the one before as it was given.</summary>
    private sealed class Chain<T>(bool suspends, Dictionary<string, object?> keys, PipelineBuilder<int, T> builder, T last)
    {
        public PipelineBuilder<int, T> Builder => builder;

        public Chain<TNext> To<TNext>(string name, TNext value)
        {
            keys[name] = value;
            return new Chain<TNext>(suspends, keys, builder.Then(name, async (T before, StepContext _) =>
            {
                Assert.Equal(last, before);
                if (suspends)
                {
                    await Task.Yield();
                }

                return value;
            }), value);
        }
    }
}
