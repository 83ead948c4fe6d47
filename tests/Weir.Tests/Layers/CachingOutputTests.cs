using System.Collections.Immutable;
using System.Globalization;
using Weir.Layers.Caching;

namespace Weir.Tests.Layers;

/// <summary>Outputs that are shared, copied or refused; and functions of the user that throw.</summary>
public class CachingOutputTests
{
    [Fact]
    public void Build_OfOutputsThatCanBeChanged_NamesTheMemberAndTheRemedy()
    {
        Assert.Equal(
            "The outputs of the step 'p/s' cannot be cached: int[] can be changed by whoever gets it. Say in AddCaching how they are copied (CopyBy), or leave the step out (WithoutCaching).",
            Refusal(static _ => new int[1]));
        Assert.Contains("'Tags' (List<string>)", Refusal(static _ => new Tagged([])), StringComparison.Ordinal);
        Assert.Contains("IReadOnlyList<int> may be something that can be changed", Refusal(static _ => (IReadOnlyList<int>)[]), StringComparison.Ordinal);
        Assert.Contains("object may be", Refusal(static _ => new object()), StringComparison.Ordinal);
        Assert.Contains("Stream may be", Refusal(static _ => Stream.Null), StringComparison.Ordinal);
        Assert.Contains("'Made' (Func<int>) stands for something that has an owner", Refusal(static _ => new Lazily(static () => 1)), StringComparison.Ordinal);
        Assert.Contains("CultureInfo can be changed", Refusal(static _ => CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("IPAddress can be changed", Refusal(static _ => System.Net.IPAddress.Any), StringComparison.Ordinal);
        Assert.Contains("JsonElement stands for something that has an owner", Refusal(static _ => default(System.Text.Json.JsonElement)), StringComparison.Ordinal);
        Assert.Contains("'Text' (JsonDocument) stands for", Refusal(static _ => new Parsed(null!)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outputs_ThatCannotChange_AreShared()
    {
        var outputs = await OutputsAsync(static x => ImmutableList.Create(x));
        Assert.Same(outputs[0], outputs[1]);
    }

    [Fact]
    public async Task Outputs_OfASubclass_AreNotKept()
    {
        var outputs = await OutputsAsync(static x => new Answer($"{x}"));
        Assert.Same(outputs[0], outputs[1]);
        outputs = await OutputsAsync<Answer>(static x => new Longer($"{x}", []));
        Assert.NotSame(outputs[0], outputs[1]);
    }

    [Fact]
    public async Task Outputs_ThatAreCopied_BelongToWhoeverGetsThem()
    {
        var (copies, calls) = (0, 0);
        var pipeline = Pipeline.Create<int>("p")
            .Then("s", x => (int[])[x + (calls++ * 0)], step => step.AddCaching(configure: cache => cache.CopyBy(output =>
            {
                copies++;
                return [.. output];
            })))
            .Build();
        await using var executor = new Executor();
        for (var i = 0; i < 3; i++)
        {
            var output = await executor.InvokeAsync(pipeline, 7, Some.Token);
            Assert.Equal([7], output);
            output[0] = 13;
        }

        Assert.Equal((1, 3), (calls, copies));
    }

    [Fact]
    public async Task Bytes_OfOutputs_KeepTheirLimit()
    {
        var layer = new CachingLayer(
            new CachingOptions { MaxBytes = 10_000 }, Rules<string>(static cache => cache.SizeBy(static text => text.Length)));
        var pipeline = Pipeline.Create<int>("p").Then("s", static x => new string('x', x), step => step.AddLayer(layer)).Build();
        await using var executor = new Executor();
        for (var i = 0; i < 200; i++)
        {
            await executor.InvokeAsync(pipeline, 100 * (i % 90), Some.Token);
            Assert.InRange(layer.Statistics.Bytes, 0, 10_000);
        }

        Assert.True(layer.Statistics.Evictions > 0);
        var before = layer.Statistics;
        await executor.InvokeAsync(pipeline, 10_001, Some.Token);
        Assert.Equal((before.Entries, before.Bytes, before.Evictions), (layer.Statistics.Entries, layer.Statistics.Bytes, layer.Statistics.Evictions));
    }

    [Theory]
    [InlineData("key", 1)]
    [InlineData("comparer", 1)]
    [InlineData("copy", 1)]
    [InlineData("size", 1)]
    [InlineData("negative size", 1)]
    public async Task Function_ThatThrows_GivesWayOnceForEachCall(string which, int expected)
    {
        var layer = new CachingLayer(new CachingOptions(), Rules<int>(cache => _ = which switch
        {
            "key" => cache.KeyBy<int>(static _ => throw Some.Failure()),
            "comparer" => cache.KeyBy(static x => x, new Broken()),
            "copy" => cache.CopyBy(static _ => throw Some.Failure()),
            "size" => cache.SizeBy(static _ => throw Some.Failure()),
            _ => cache.SizeBy(static _ => -1),
        }));
        var calls = 0;
        var pipeline = Pipeline.Create<int>("p").Then("s", x => x + ++calls, step => step.AddLayer(layer)).Build();
        await using var executor = new Executor();
        for (var i = 1; i <= 3; i++)
        {
            using var run = await executor.RunAsync(pipeline, 10, Some.Token);
            Assert.Equal((RunStatus.Completed, 10 + i, i, (long)i * expected), (run.Status, run.Output, calls, layer.Faults));
        }

        Assert.Equal((0, 0), (layer.Statistics.Hits, layer.Statistics.Entries));
    }

    [Fact]
    public async Task Codec_ThatThrows_GivesWay()
    {
        var layer = new CachingLayer(new CachingOptions(), Rules<int>(static cache => cache.KeyBy(
            System.Text.Json.Serialization.Metadata.JsonMetadataServices.CreateValueInfo<int>(new System.Text.Json.JsonSerializerOptions(), new BrokenConverter()))));
        var pipeline = Pipeline.Create<int>("p").Then("s", static x => x + 1, step => step.AddLayer(layer)).Build();
        await using var executor = new Executor();
        Assert.Equal((2, 1L), (await executor.InvokeAsync(pipeline, 1, Some.Token), layer.Faults));
    }

    private static CachingBuilder<int, TOut> Rules<TOut>(Action<CachingBuilder<int, TOut>> configure)
    {
        var rules = new CachingBuilder<int, TOut>();
        configure(rules);
        return rules;
    }

    private static string Refusal<TOut>(Func<int, TOut> body) =>
        Assert.Throws<InvalidOperationException>(Pipeline.Create<int>("p").Then("s", body).AddCaching().Build).Message;

    private static async Task<TOut[]> OutputsAsync<TOut>(Func<int, TOut> body)
    {
        var pipeline = Pipeline.Create<int>("p").Then("s", body).AddCaching().Build();
        await using var executor = new Executor();
        return [await executor.InvokeAsync(pipeline, 1, Some.Token), await executor.InvokeAsync(pipeline, 1, Some.Token)];
    }

    private record Answer(string Text);

    private sealed record Longer(string Text, List<int> More) : Answer(Text);

    private sealed record Tagged(List<string> Tags);

    private sealed record Lazily(Func<int> Made);

    private sealed record Parsed(System.Text.Json.JsonDocument Text);

    private sealed class Broken : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => x == y;

        public int GetHashCode(int value) => Fail();

        private static int Fail() => throw Some.Failure();
    }

    private sealed class BrokenConverter : System.Text.Json.Serialization.JsonConverter<int>
    {
        public override int Read(ref System.Text.Json.Utf8JsonReader reader, Type typeToConvert, System.Text.Json.JsonSerializerOptions options) => 0;

        public override void Write(System.Text.Json.Utf8JsonWriter writer, int value, System.Text.Json.JsonSerializerOptions options) => throw Some.Failure();
    }
}
