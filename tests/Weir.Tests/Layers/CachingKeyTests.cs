using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Weir.Layers.Caching;

namespace Weir.Tests.Layers;

public partial class CachingKeyTests
{
    public enum Colour
    {
        Red,
        Green,
    }

    [Theory]
    [InlineData(typeof(int))]
    [InlineData(typeof(string))]
    [InlineData(typeof(Colour))]
    [InlineData(typeof(Guid?))]
    [InlineData(typeof((int, string)))]
    [InlineData(typeof((int, (Colour, bool?))))]
    [InlineData(typeof(Point))]
    [InlineData(typeof(Sealed))]
    [InlineData(typeof(Open))]
    [InlineData(typeof(Derived))]
    public void Type_WhoseEqualityIsThatOfItsValues_IsProved(Type type) => Assert.Null(KeyProof.Doubt(type));

    [Theory]
    [InlineData(typeof(object), "not compared by value")]
    [InlineData(typeof(int[]), "not compared by value")]
    [InlineData(typeof(List<int>), "not compared by value")]
    [InlineData(typeof(IReadOnlyList<int>), "not compared by value")]
    [InlineData(typeof(ImmutableArray<int>), "not compared by value")]
    [InlineData(typeof(Uri), "not compared by value")]
    [InlineData(typeof(Func<int>), "not compared by value")]
    [InlineData(typeof(PlainStruct), "not compared by value")]
    [InlineData(typeof(OwnEquals), "not compared by value")]
    [InlineData(typeof((int, double)), "'Item2' (double) can be equal and yet differ")]
    [InlineData(typeof(Priced), "'Price' (decimal) can be equal and yet differ")]
    [InlineData(typeof(Changing), "'Name' (string) can be changed")]
    [InlineData(typeof(WithList), "'Items' (ImmutableList<int>) is not compared by value")]
    [InlineData(typeof(WithOpen), "'Inner' (Open) may hold a subclass")]
    [InlineData(typeof(Chain), "contains itself")]
    public void Type_WhoseEqualityMeansLess_IsDoubted(Type type, string expected) =>
        Assert.Contains(expected, KeyProof.Doubt(type), StringComparison.Ordinal);

    [Fact]
    public async Task Values_ThatAreEqualAndYetDiffer_AreTwoKeys()
    {
        Assert.Equal(2, await CallsAsync(1.0m, 1.00m));
        Assert.Equal(2, await CallsAsync(0.0, -0.0));
        Assert.Equal(1, await CallsAsync(double.NaN, double.NaN));
        Assert.Equal(2, await CallsAsync(0f, -0f));
        var noon = new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(2, await CallsAsync(noon, noon.ToOffset(TimeSpan.FromHours(2))));
        Assert.Equal(1, await CallsAsync(noon, noon));
        Assert.Equal(2, await CallsAsync(noon.UtcDateTime, DateTime.SpecifyKind(noon.UtcDateTime, DateTimeKind.Local)));
    }

    [Fact]
    public async Task Values_ThatAreTheSame_AreOneKey()
    {
        Assert.Equal(1, await CallsAsync(new Open("a"), new Open("a")));
        Assert.Equal(2, await CallsAsync(new Open("a"), new Open("b")));
        Assert.Equal(1, await CallsAsync(new Point(1, 2), new Point(1, 2)));
        Assert.Equal(1, await CallsAsync((1, "a"), (1, "a")));
    }

    [Fact]
    public async Task Input_ThatIsASubclassOrNull_IsNotCached()
    {
        Assert.Equal(2, await CallsAsync(new Open("a"), new Derived("a", 1)));
        Assert.Equal(3, await CallsAsync<Open>(new Derived("a", 1), new Derived("a", 1), null!));
        Assert.Equal(2, await CallsAsync<string?>([null, null]));
    }

    [Fact]
    public void Build_OfAnInputThatIsNoKey_NamesStepTypeMemberAndRemedy()
    {
        var builder = Pipeline.Create<Priced>("shop").Then("buy", static x => x.Name).AddCaching();
        var error = Assert.Throws<InvalidOperationException>(builder.Build);
        Assert.Equal(
            "The outputs of the step 'shop/buy' cannot be cached: its input is Priced, and two values of 'Price' (decimal) can be equal and yet differ, such as 1.0 and 1.00, or 0.0 and -0.0. "
                + "Say in AddCaching what its key is (KeyBy), or leave the step out (WithoutCaching).",
            error.Message);
    }

    [Fact]
    public void Build_OfAKeyThatIsNone_SaysSo()
    {
        var builder = Pipeline.Create<Priced>("shop").Then("buy", static x => x.Name, static step => step.AddCaching(configure: static cache => cache.KeyBy(static x => new[] { x.Name })));
        Assert.Contains("its key is string[], and string[] is not", Assert.Throws<InvalidOperationException>(builder.Build).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeyFunction_AndComparer_SayWhichInputsAreTheSame()
    {
        var first = new Priced("Tea", 1);
        Assert.Equal(1, await CallsByAsync(static cache => cache.KeyBy(static x => x.Name), first, first with { Price = 2 }));
        Assert.Equal(2, await CallsByAsync(static cache => cache.KeyBy(static x => x.Name), first, first with { Name = "tea" }));
        Assert.Equal(1, await CallsByAsync(static cache => cache.KeyBy(static x => x.Name, StringComparer.OrdinalIgnoreCase), first, first with { Name = "tea" }));
        Assert.Equal(1, await CallsByAsync(static cache => cache.KeyBy(static x => x, EqualityComparer<Priced>.Default), first, first with { Price = 1.00m }));
        Assert.Equal(2, await CallsByAsync(static cache => cache.KeyBy(static _ => (string?)null), first, first));
    }

    [Fact]
    public async Task Codec_MakesKeysOfWhatItWrites()
    {
        static void ByJson(CachingBuilder<WithList, string> cache) => cache.KeyBy(Json.Default.WithList);
        Assert.Equal(1, await CallsByAsync(ByJson, new WithList([1, 2]), new WithList([1, 2])));
        Assert.Equal(2, await CallsByAsync(ByJson, new WithList([1, 2]), new WithList([2, 1])));
        Assert.Equal(2, await CallsByAsync(static cache => cache.KeyBy(Json.Default.Open), new Open("a"), new Derived("a", 1)));
    }

    private static Task<int> CallsAsync<TIn>(params TIn[] inputs) => CallsByAsync(static _ => { }, inputs);

    private static async Task<int> CallsByAsync<TIn>(Action<CachingBuilder<TIn, string>> configure, params TIn[] inputs)
    {
        var calls = 0;
        var pipeline = Pipeline.Create<TIn>("p").Then("s", _ => $"{++calls}", step => step.AddCaching(configure: configure)).Build();
        await using var executor = new Executor();
        foreach (var input in inputs)
        {
            await executor.InvokeAsync(pipeline, input, Some.Token);
        }

        return calls;
    }

    public readonly record struct Point(int X, int Y);

    public record Open(string Name);

    public sealed record Derived(string Name, int More) : Open(Name);

    public sealed record Sealed(string Name, (int, Colour) Kind, Derived? Other);

    public sealed record Priced(string Name, decimal Price);

    public sealed record Changing
    {
        public string Name { get; set; } = "";
    }

    public sealed record WithList(ImmutableList<int> Items);

    public sealed record WithOpen(Open Inner);

    public sealed record Chain(string Name)
    {
        public Chain? Next { get; init; }
    }

    public sealed record OwnEquals(string Name)
    {
        public bool Equals(OwnEquals? other) => other is not null;

        public override int GetHashCode() => 0;
    }

    private readonly struct PlainStruct(int x)
    {
        public int X { get; } = x;
    }

    [JsonSerializable(typeof(WithList))]
    [JsonSerializable(typeof(Open))]
    private sealed partial class Json : JsonSerializerContext;
}
