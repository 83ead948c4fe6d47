using System.Collections.Immutable;

namespace Weir.Tests.Steps.State;

public class StateForkTests
{
    [Fact]
    public void Default_OfAnImmutableType_SharesAndSaysSo()
    {
        var fork = StateFork<Sealed>.Default();
        var value = new Sealed("n", [1, 2]);
        Assert.Same(value, fork.Fork(value));
        Assert.Equal("shared: the type is immutable", fork.Description);
    }

    [Fact]
    public void Default_OfAMutableType_NamesTheFirstMutableMember()
    {
        Assert.Equal("copied: 'Tags' (List<string>) is mutable", StateFork<WithTags>.Default().Description);
        Assert.Equal("copied: 'Count' (int) is mutable", StateFork<Settable>.Default().Description);
        Assert.Equal("copied: 'Inner.Tags' (List<string>) is mutable", StateFork<Outer>.Default().Description);
        Assert.Equal("copied: 'Parts[].Count' (int) is mutable", StateFork<Many>.Default().Description);
        Assert.Equal("copied: List<int?> is mutable", StateFork<List<int?>>.Default().Description);
        Assert.Equal("copied: string[,] is mutable", StateFork<string[,]>.Default().Description);
    }

    [Fact]
    public void Default_OfAnOpenType_SaysThatTheValueDecides()
    {
        Assert.Equal("decided by the value: 'Items' (IReadOnlyList<string>) may be mutable", StateFork<WithInterface>.Default().Description);
        Assert.Equal("decided by the value: a subclass of Unsealed may be mutable", StateFork<Unsealed>.Default().Description);
        Assert.Equal("decided by the value: object may be mutable", StateFork<object>.Default().Description);
    }

    [Fact]
    public void Default_OfAnOpenType_SharesWhatHappensToBeImmutable()
    {
        var interfaces = StateFork<WithInterface>.Default();
        var frozen = new WithInterface(ImmutableList.Create("a"));
        Assert.Same(frozen, interfaces.Fork(frozen));
        frozen = new WithInterface(ImmutableArray.Create("a"));
        Assert.Same(frozen, interfaces.Fork(frozen));

        var list = new WithInterface(new List<string> { "a" });
        var copy = interfaces.Fork(list);
        Assert.NotSame(list.Items, copy.Items);
        Assert.Equal(list.Items, copy.Items);

        var unsealedFork = StateFork<Unsealed>.Default();
        var plain = new Unsealed("a");
        Assert.Same(plain, unsealedFork.Fork(plain));
        var mutable = new MutableSubclass("a") { Count = 1 };
        var other = Assert.IsType<MutableSubclass>(unsealedFork.Fork(mutable));
        other.Count = 2;
        Assert.Equal(1, mutable.Count);
    }

    [Fact]
    public void Default_OfAStructWithAList_CopiesTheList()
    {
        var fork = StateFork<(int Number, List<string> Names, List<string>? None)>.Default();
        var value = (1, new List<string> { "a" }, (List<string>?)null);
        var copy = fork.Fork(value);
        copy.Names.Add("b");
        Assert.Equal((1, 1), (copy.Number, value.Item2.Count));
        Assert.Null(copy.None);
    }

    [Fact]
    public void Fork_OfNull_IsNull()
    {
        Assert.Null(StateFork<WithTags?>.Default().Fork(null));
        Assert.Null(StateFork<int?>.Default().Fork(null));
    }

    [Fact]
    public void With_UsesTheFunction()
    {
        var fork = StateFork<Settable>.With(static s => new Settable { Count = s.Count + 1 });
        Assert.Equal(8, fork.Fork(new Settable { Count = 7 }).Count);
        Assert.Equal("own function", fork.Description);
        Assert.Throws<ArgumentNullException>(static () => StateFork<int>.With(null!));
    }

    [Fact]
    public async Task Fork_InParallel_IsSafe()
    {
        var fork = StateFork<Dictionary<string, object>>.Default();
        var value = new Dictionary<string, object>();
        for (var i = 0; i < 50; i++)
        {
            value[$"k{i}"] = i % 2 == 0 ? new List<object> { i, value } : new Unsealed($"u{i}");
        }

        await Parallel.ForAsync(0, 500, Some.Token, (i, _) =>
        {
            var copy = fork.Fork(value);
            var list = (List<object>)copy["k0"];
            Assert.Same(copy, list[1]);
            Assert.Same(value["k1"], copy["k1"]);
            list.Add(i);
            Assert.True(copy.Remove("k3"));
            return ValueTask.CompletedTask;
        });
        Assert.Equal(50, value.Count);
        Assert.Equal(2, ((List<object>)value["k0"]).Count);
    }

    private sealed record Sealed(string Name, ImmutableArray<int> Numbers);

    private sealed record WithTags(int Number, List<string> Tags);

    private sealed record Outer(string Name, WithTags Inner);

    private sealed record Many(ImmutableList<Settable> Parts);

    private sealed record WithInterface(IReadOnlyList<string> Items);

    private record Unsealed(string Name);

    private sealed record MutableSubclass(string Name) : Unsealed(Name)
    {
        public int Count { get; set; }
    }

    private sealed class Settable
    {
        public int Count { get; set; }
    }
}
