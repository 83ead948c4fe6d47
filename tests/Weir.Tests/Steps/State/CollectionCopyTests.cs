using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;

namespace Weir.Tests.Steps.State;

public class CollectionCopyTests
{
    private static readonly Key[] Keys = [.. Enumerable.Range(0, 20).Select(static i => new Key { Number = i })];

    public static TheoryData<string> Names => [.. Collections.Keys];

    public static TheoryData<string> TableNames => [.. Tables.Keys];

    private static Dictionary<string, Func<IEnumerable>> Collections { get; } = new()
    {
        ["list"] = static () => new List<Key>(Keys),
        ["queue"] = static () => new Queue<Key>(Keys),
        ["stack"] = static () => new Stack<Key>(Keys),
        ["linked"] = static () => new LinkedList<Key>(Keys),
        ["sorted set"] = static () => new SortedSet<Key>(Keys, ByNumber),
        ["hash set"] = static () => new HashSet<Key>(Keys),
        ["collection"] = static () => new Collection<Key>([.. Keys]),
        ["observable"] = static () => new ObservableCollection<Key>(Keys),
        ["read only"] = static () => new ReadOnlyCollection<Key>([.. Keys]),
        ["concurrent queue"] = static () => new ConcurrentQueue<Key>(Keys),
        ["concurrent stack"] = static () => new ConcurrentStack<Key>(Keys),
        ["concurrent bag"] = static () => new ConcurrentBag<Key>(Keys),
        ["immutable array"] = static () => ImmutableArray.Create(Keys),
        ["immutable list"] = static () => ImmutableList.Create(Keys),
        ["immutable queue"] = static () => ImmutableQueue.Create(Keys),
        ["immutable stack"] = static () => ImmutableStack.Create(Keys),
        ["immutable set"] = static () => ImmutableHashSet.Create(Keys),
        ["immutable sorted set"] = static () => ImmutableSortedSet.Create(ByNumber, Keys),
        ["frozen set"] = static () => Keys.ToFrozenSet(),
        ["array list"] = static () => new ArrayList(Keys),
    };

    private static Dictionary<string, Func<IEnumerable<KeyValuePair<Key, Key>>>> Tables { get; } = new()
    {
        ["dictionary"] = static () => Pairs.ToDictionary(),
        ["dictionary with a comparer"] = static () => new Dictionary<Key, Key>(Pairs, new ByIdentity()),
        ["concurrent"] = static () => new ConcurrentDictionary<Key, Key>(Pairs),
        ["ordered"] = static () => new OrderedDictionary<Key, Key>(Pairs),
        ["sorted"] = static () => new SortedDictionary<Key, Key>(Pairs.ToDictionary(), ByNumber),
        ["sorted list"] = static () => new SortedList<Key, Key>(Pairs.ToDictionary(), ByNumber),
        ["read only"] = static () => new ReadOnlyDictionary<Key, Key>(Pairs.ToDictionary()),
        ["immutable"] = static () => Pairs.ToImmutableDictionary(),
        ["immutable sorted"] = static () => Pairs.ToImmutableSortedDictionary(ByNumber),
        ["frozen"] = static () => Pairs.ToFrozenDictionary(),
        ["frozen and small"] = static () => Pairs.Take(2).ToFrozenDictionary(),
    };

    private static IEnumerable<KeyValuePair<Key, Key>> Pairs => Keys.Select(static k => KeyValuePair.Create(k, k));

    private static Comparer<Key> ByNumber => Comparer<Key>.Create(static (a, b) => a.Number.CompareTo(b.Number));

    [Theory]
    [MemberData(nameof(Names))]
    public void Copy_OfACollection_HasCopiesOfTheElements(string name)
    {
        var value = Collections[name]();
        var before = value.Cast<Key>().ToArray();
        var copy = StateCopierTests.Copy<object>(value);
        Assert.IsType(value.GetType(), copy);
        var after = ((IEnumerable)copy).Cast<Key>().ToArray();
        Assert.Equal(before.Select(static k => k.Number).Order(), after.Select(static k => k.Number).Order());
        Assert.Empty(before.Intersect(after));
        Assert.Equal(before, value.Cast<Key>());
        if (copy is IReadOnlySet<Key> set)
        {
            Assert.All(after, key => Assert.Contains(key, set));
            Assert.All(before, key => Assert.Equal(value is not HashSet<Key> and not ImmutableHashSet<Key> and not FrozenSet<Key>, set.Contains(key)));
        }
        else
        {
            Assert.Equal(before.Select(static k => k.Number), after.Select(static k => k.Number));
        }
    }

    [Theory]
    [MemberData(nameof(TableNames))]
    public void Copy_OfATable_FindsTheCopiedKeys(string name)
    {
        var value = Tables[name]();
        var copy = (IReadOnlyDictionary<Key, Key>)StateCopierTests.Copy(value);
        Assert.IsType(value.GetType(), copy);
        Assert.Equal(value.Count(), copy.Count);
        foreach (var (key, entry) in copy)
        {
            Assert.Same(key, entry);
            Assert.Same(key, copy[key]);
            Assert.DoesNotContain(key, Keys);
        }

        Assert.All(value, pair => Assert.Same(pair.Value, ((IReadOnlyDictionary<Key, Key>)value)[pair.Key]));
    }

    [Fact]
    public void Copy_OfATableWithTextKeys_KeepsItsComparer()
    {
        var value = new Dictionary<string, List<int>>(StringComparer.OrdinalIgnoreCase) { ["Abc"] = [1] };
        var copy = StateCopierTests.Copy(value);
        copy["ABC"].Add(2);
        copy["other"] = [];
        Assert.Equal([1], value["abc"]);
        Assert.Single(value);
        Assert.Same(value.Comparer, copy.Comparer);
    }

    [Fact]
    public void Copy_OfAHashtable_FindsTheCopiedKeys()
    {
        var value = new Hashtable { [Keys[0]] = Keys[1], ["a"] = 1 };
        var copy = StateCopierTests.Copy(value);
        Assert.Equal(1, copy["a"]);
        Assert.Null(copy[Keys[0]]);
        var key = copy.Keys.OfType<Key>().Single();
        Assert.Equal(1, ((Key)copy[key]!).Number);
    }

    [Fact]
    public void Copy_OfASetOfSets_FindsTheInnerSet()
    {
        var value = new HashSet<HashSet<Key>>(HashSet<Key>.CreateSetComparer()) { new() { Keys[0], Keys[1] } };
        var copy = StateCopierTests.Copy(value);
        Assert.Contains([.. copy.Single()], copy);
        Assert.DoesNotContain([Keys[0], Keys[1]], copy);
    }

    [Fact]
    public void Copy_OfAListThatIsAKeyOfItsOwnElement_KeepsTheCircle()
    {
        var table = new Dictionary<object, object>();
        var list = new List<object> { table };
        table[list] = table;
        var copy = StateCopierTests.Copy(table);
        var key = Assert.IsType<List<object>>(copy.Keys.Single());
        Assert.Same(copy, key[0]);
        Assert.Same(copy, copy[key]);
    }

    [Fact]
    public void Copy_OfKeysThatBecameEqual_SaysSo()
    {
        var (first, second) = (new Named { Name = "a" }, new Named { Name = "b" });
        var value = new HashSet<Named> { first, second };
        second.Name = "a";
        var error = Assert.Throws<NotSupportedException>(() => StateCopierTests.Copy(value));
        Assert.Equal("A HashSet<Named> cannot be copied for a branch: keys of it have become equal since they were added.", error.Message);
    }

    [Fact]
    public void Copy_OfALookupWithMutableKeys_SaysSo()
    {
        var error = Assert.Throws<NotSupportedException>(static () => StateCopierTests.Copy(Keys.ToLookup(static k => k)));
        Assert.Contains("Lookup<Key, Key> has keys that may be mutable", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_OfABlankCollection_CanBeAddedTo()
    {
        var value = new Dictionary<string, List<Key>> { ["a"] = [] };
        var copy = StateCopierTests.Copy(value);
        copy["a"].Add(Keys[0]);
        Assert.Empty(value["a"]);
        Assert.True(((ImmutableArray<object>)StateCopierTests.Copy<object>(default(ImmutableArray<object>))).IsDefault);
    }

    [Fact]
    public void Copy_OfJson_IsApart()
    {
        var value = JsonNode.Parse("""{"a":[1,{"b":true}]}""")!;
        var parsed = StateCopierTests.Copy(value);
        ((JsonArray)parsed["a"]!).Add("new");
        Assert.Equal("""{"a":[1,{"b":true}]}""", value.ToJsonString());
        Assert.Equal("""{"a":[1,{"b":true},"new"]}""", StateCopierTests.Copy(parsed).ToJsonString());
    }

    [Fact]
    public void Copy_OfText_IsApart()
    {
        var value = new StringBuilder("a");
        var copy = StateCopierTests.Copy(value);
        copy.Append(new string('b', 100));
        Assert.Equal(("a", 101), (value.ToString(), copy.Length));
    }

    private sealed class Key
    {
        public int Number { get; set; }
    }

    private sealed class Named
    {
        public string Name { get; set; } = "";

        public override bool Equals(object? obj) => obj is Named other && other.Name == Name;

        public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
    }

    private sealed class ByIdentity : IEqualityComparer<Key>
    {
        public bool Equals(Key? x, Key? y) => ReferenceEquals(x, y);

        public int GetHashCode(Key obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
