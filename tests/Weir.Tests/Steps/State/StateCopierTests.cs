using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Weir.Tests.Steps.State;

public class StateCopierTests
{
    [Fact(Timeout = 120_000)]
    public async Task Copy_OfAChainOfAMillion_CopiesIt()
    {
        await Task.Yield();
        const int Count = 1_000_000;
        var first = new Link { Number = 0 };
        var last = first;
        for (var i = 1; i < Count; i++)
        {
            last = last.Next = new Link { Number = i };
        }

        last.Next = first;
        var copy = Copy(first);
        var link = copy;
        for (var i = 0; i < Count; i++, link = link.Next!)
        {
            Assert.Equal(i, link.Number);
        }

        Assert.Same(copy, link);
        Assert.NotSame(first, copy);
    }

    /// <summary>A culture is shared where it is read-only, and copied by its own means where it is not.</summary>
    [Fact]
    public void Copy_OfCultures_IsOfThoseThatCanChange()
    {
        var own = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "X" } };
        var (common, copy) = Copy((CultureInfo.InvariantCulture, own));
        Assert.Same(CultureInfo.InvariantCulture, common);
        Assert.NotSame(own, copy);
        Assert.Equal("1X5", 1.5.ToString(copy));
        copy.NumberFormat.NumberDecimalSeparator = "Y";
        Assert.Equal("1X5", 1.5.ToString(own));

        var address = System.Net.IPAddress.Parse("fe80::1");
        var other = Copy(address);
        other.ScopeId = 99;
        Assert.Equal(0, address.ScopeId);
        Assert.Equal("fe80::1%99", other.ToString());
    }

    [Fact(Timeout = 120_000)]
    public async Task Copy_OfALongOpenChain_DependsOnItsEnd()
    {
        await Task.Yield();
        var frozen = new Chain(0, null, "end");
        var mutable = new Chain(0, null, new List<int> { 1 });
        for (var i = 1; i < 200_000; i++)
        {
            frozen = new Chain(i, frozen, frozen.End);
            mutable = new Chain(i, mutable, "none");
        }

        Assert.Same(frozen, Copy(frozen));
        var copy = Copy(mutable);
        var (left, right) = (mutable, copy);
        for (; left.Next is not null; left = left.Next, right = right.Next!)
        {
            Assert.NotSame(left, right);
        }

        Assert.NotSame(left.End, right.End);
    }

    [Fact]
    public void Copy_OfSharedReferencesAndCircles_KeepsTheShape()
    {
        var shared = new List<object>();
        object[] value = [shared, shared, new object[] { shared }, 1];
        shared.Add(value);
        var copy = Copy(value);
        Assert.Same(copy[0], copy[1]);
        Assert.Same(copy[0], ((object[])copy[2])[0]);
        Assert.Same(copy, ((List<object>)copy[0])[0]);
        Assert.Same(value[3], copy[3]);
        Assert.NotSame(shared, copy[0]);
    }

    [Fact]
    public void Copy_SharesTheImmutableParts()
    {
        var value = new Parts { Name = new string('a', 3), Items = ImmutableList.Create(1, 2), Call = static () => { }, Any = new Frozen("a", new Frozen("b", null)) };
        var copy = Copy(value);
        Assert.NotSame(value, copy);
        Assert.Same(value.Name, copy.Name);
        Assert.Same(value.Items, copy.Items);
        Assert.Same(value.Call, copy.Call);
        Assert.Same(value.Any, copy.Any);
        Assert.Same(value.Key, copy.Key);
    }

    [Fact]
    public void Copy_OfPrivateAndReadonlyFieldsOfABase_CopiesThem()
    {
        var value = new Derived();
        value.Add(1);
        var copy = Copy(value);
        copy.Add(2);
        Assert.Equal([1], value.All);
        Assert.Equal([1, 2], copy.All);
    }

    [Fact]
    public void Copy_OfArraysOfAnyRank_CopiesTheElements()
    {
        var grid = (List<int>[,])Array.CreateInstance(typeof(List<int>), 2, 3);
        grid[1, 2] = [7];
        var copy = Copy(grid);
        copy[1, 2].Add(8);
        Assert.Equal([7], grid[1, 2]);

        var shifted = (string[,])Array.CreateInstance(typeof(string), [2, 2], [5, 6]);
        shifted[6, 7] = "a";
        Assert.Equal("a", Copy(shifted)[6, 7]);

        var structs = new (int, List<int>?)[] { (1, [1]), (2, null) };
        var structCopies = Copy(structs);
        structCopies[0].Item2!.Add(2);
        Assert.Equal([1], structs[0].Item2!);
        Assert.Equal((2, null), structCopies[1]);

        object[] covariant = new Link[] { new() { Number = 3 } };
        Assert.Equal(3, Assert.IsType<Link[]>(Copy(covariant))[0].Number);
    }

    [Fact]
    public void Copy_OfABoxedMutableStruct_CopiesTheBox()
    {
        object[] value = [new Counter()];
        var copy = Copy(value);
        ((ICounter)copy[0]).Increase();
        Assert.Equal((0, 1), (((ICounter)value[0]).Count, ((ICounter)copy[0]).Count));
    }

    [Fact]
    public void Copy_OfStructsInsideStructs_ReachesTheListInside()
    {
        var value = new StructHolder(new Nested(new Innermost([1]), 5));
        var copy = Copy(value);
        copy.Outer!.Value.Inner.Numbers.Add(2);
        Assert.Equal([1], value.Outer!.Value.Inner.Numbers);
        Assert.Equal(5, copy.Outer.Value.Number);
    }

    [Fact]
    public void Copy_OfALazy_CopiesTheValueItHasMade()
    {
        var made = new Lazy<List<int>>(static () => [1]);
        made.Value.Add(2);
        var copy = Copy(made);
        copy.Value.Add(3);
        Assert.Equal([1, 2], made.Value);

        var unmade = new Lazy<List<int>>(static () => [1]);
        var other = Copy(unmade);
        other.Value.Add(2);
        Assert.False(unmade.IsValueCreated);
        Assert.Equal([1], unmade.Value);
    }

    [Fact]
    public void Copy_OfStreamsTokensAndDelegates_SharesThem()
    {
        using var stream = new MemoryStream();
        using var source = new CancellationTokenSource();
        object[] value = [stream, source.Token, (Action)source.Cancel, TimeProvider.System, Task.CompletedTask];
        var copy = Copy(value);
        Assert.NotSame(value, copy);
        Assert.All(value.Zip(copy), static pair => Assert.Same(pair.First, pair.Second));
    }

    [Fact]
    public void Default_OfAPointer_NamesTheMember()
    {
        var error = Assert.Throws<NotSupportedException>(StateFork<HoldsPointer>.Default);
        Assert.Equal(
            "A value of HoldsPointer cannot be copied for a branch: 'Raw.Start' (MemoryHandle) holds a pointer; give the fork a function that copies it.",
            error.Message);
    }

    [Fact]
    public void Fork_OfAValueWithAPointer_NamesTheMember()
    {
        var fork = StateFork<object>.Default();
        var error = Assert.Throws<NotSupportedException>(() => fork.Fork(new object[] { new Raw() }));
        Assert.Equal(
            "A value of object cannot be copied for a branch: 'Raw.Start._pointer' (void*) is a pointer; give the fork a function that copies it.",
            error.Message);

        var pointers = Array.CreateInstance(typeof(byte).MakePointerType(), 1);
        error = Assert.Throws<NotSupportedException>(() => fork.Fork(pointers));
        Assert.Contains("'byte*[][]' (byte*) is a pointer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fork_OfInlineArrays_CopiesNumbersAndRefusesObjects()
    {
        var numbers = new HoldsInline<int>();
        numbers.Items[2] = 7;
        Assert.Equal(7, StateFork<HoldsInline<int>>.Default().Fork(numbers).Items[2]);
        var error = Assert.Throws<NotSupportedException>(StateFork<HoldsInline<int[]>>.Default);
        Assert.Contains("'HoldsInline<int[]>.Items.First' (int[]) is an element of an inline array", error.Message, StringComparison.Ordinal);
    }

    internal static T Copy<T>(T value) => StateFork<T>.Default().Fork(value);

    private sealed class Link
    {
        public int Number { get; init; }

        public Link? Next { get; set; }
    }

    private sealed record Chain(int Number, Chain? Next, object End);

    public record Frozen(string Name, Frozen? Inner);

    private sealed class Parts
    {
        public string? Name { get; set; }

        public ImmutableList<int>? Items { get; set; }

        public Action? Call { get; set; }

        public object? Any { get; set; }

        public object Key { get; } = new();
    }

    private class Ancestor
    {
        private readonly List<int> _all = [];

        public IReadOnlyList<int> All => _all;

        public void Add(int number) => _all.Add(number);
    }

    private sealed class Derived : Ancestor;

    private interface ICounter
    {
        int Count { get; }

        void Increase();
    }

    private struct Counter : ICounter
    {
        public int Count { get; private set; }

        public void Increase() => Count++;
    }

    private readonly record struct Innermost(List<int> Numbers);

    private readonly record struct Nested(Innermost Inner, int Number);

    private sealed record StructHolder(Nested? Outer);

    private sealed class Raw
    {
        public MemoryHandle Start { get; init; }
    }

    private sealed record HoldsPointer(Raw? Raw);

    [InlineArray(3)]
    private struct Three<T>
    {
        public T First;
    }

    private sealed class HoldsInline<T>
    {
        public Three<T> Items;
    }
}
