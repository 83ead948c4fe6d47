using System.Text.Json;

namespace Weir.Tests.Steps.State;

public class StateMapTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Map_AfterAnyChangesAndForks_IsLikeAListOfEntries(int seed)
    {
        var random = new Random(seed);
        var maps = new List<(StateMap<int, int> Map, List<KeyValuePair<int, int>> Model)> { (new StateMap<int, int>(), []) };
        for (var turn = 0; turn < 4_000; turn++)
        {
            var (map, model) = maps[random.Next(maps.Count)];
            if (random.Next(40) == 0)
            {
                maps.Add((map.Fork(), [.. model]));
            }

            Change(random, map, model);
            Assert.Equal(model, map);
            Assert.Equal(model.Count, map.Count);
        }

        Assert.All(maps, static one => Assert.Equal(one.Model, one.Map));
    }

    [Fact]
    public void Fork_WithManyChanges_TakesATableOfItsOwn()
    {
        var map = new StateMap<int, int>(Enumerable.Range(0, 100).Select(static i => KeyValuePair.Create(i, i)));
        var fork = map.Fork();
        Assert.False(fork.HasDelta);
        for (var i = 0; i < 49; i++)
        {
            fork[i] = -i;
            Assert.True(fork.HasDelta);
        }

        fork[49] = -49;
        Assert.False(fork.HasDelta);
        Assert.Equal(Enumerable.Range(0, 100).Select(static i => i < 50 ? -i : i), fork.Values);
        Assert.Equal(Enumerable.Range(0, 100), map.Values);
    }

    [Fact]
    public void Keys_ThatAreEqual_StayAsTheyWereAdded()
    {
        var map = new StateMap<string, int>(StringComparer.OrdinalIgnoreCase) { ["One"] = 1, ["Two"] = 2 };
        var fork = map.Fork();
        fork["ONE"] = 11;
        fork["three"] = 3;
        fork["THREE"] = 33;
        map["ONE"] = 111;
        Assert.Equal(["One", "Two", "three"], fork.Keys);
        Assert.Equal([11, 2, 33], fork.Values);
        Assert.Equal(["One", "Two"], map.Keys);
        Assert.Equal(111, map["one"]);
    }

    [Fact]
    public void Key_ThatWasRemovedAndAddedAgain_ComesLast()
    {
        foreach (var map in new[] { Numbers(), Numbers().Fork() })
        {
            Assert.True(map.Remove(2));
            Assert.False(map.Remove(2));
            Assert.False(map.ContainsKey(2));
            map[4] = 4;
            map[2] = 22;
            Assert.Equal([1, 3, 4, 2], map.Keys);
            Assert.Equal(4, map.Count);
        }
    }

    [Fact]
    public void Members_OfWrongUse_SayWhatIsRight()
    {
        foreach (var map in new[] { Numbers(), Numbers().Fork() })
        {
            Assert.Contains("no key '9'", Assert.Throws<KeyNotFoundException>(() => map[9]).Message, StringComparison.Ordinal);
            Assert.Contains("the key '1' already", Assert.Throws<ArgumentException>(() => map.Add(1, 1)).Message, StringComparison.Ordinal);
            Assert.Contains("while its entries were enumerated", Assert.Throws<InvalidOperationException>(() =>
            {
                foreach (var (key, _) in map)
                {
                    map[key] = 0;
                }
            }).Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>(static () => new StateMap<int, int>([KeyValuePair.Create(1, 1), KeyValuePair.Create(1, 2)]));
    }

    [Fact]
    public void Collection_OfEntries_IsThatOfADictionary()
    {
        var map = Numbers();
        ICollection<KeyValuePair<int, int>> entries = map;
        entries.Add(KeyValuePair.Create(4, 4));
        Assert.Contains(KeyValuePair.Create(4, 4), entries);
        Assert.DoesNotContain(KeyValuePair.Create(4, 5), entries);
        Assert.False(entries.Remove(KeyValuePair.Create(4, 5)));
        Assert.True(entries.Remove(KeyValuePair.Create(4, 4)));
        Assert.False(entries.IsReadOnly);
        var copy = new KeyValuePair<int, int>[4];
        entries.CopyTo(copy, 1);
        Assert.Equal([0, 1, 2, 3], copy.Select(static one => one.Key));
        Assert.Throws<ArgumentException>(() => entries.CopyTo(copy, 2));
        map.Clear();
        Assert.Empty(map);
        Assert.Equal([1, 2, 3], ((IDictionary<int, int>)Numbers()).Keys);
        Assert.Equal([1, 2, 3], ((IReadOnlyDictionary<int, int>)Numbers()).Values);
    }

    [Fact]
    public void Map_AsJson_IsAnObjectAndComesBack()
    {
        var map = new StateMap<string, int> { ["b"] = 1, ["a"] = 2 }.Fork();
        map["c"] = 3;
        var json = JsonSerializer.Serialize(map);
        Assert.Equal("""{"b":1,"a":2,"c":3}""", json);
        Assert.Equal(map, JsonSerializer.Deserialize<StateMap<string, int>>(json)!);
    }

    [Fact]
    public void Copy_ByTheDefaultFork_IsApartWhateverItShares()
    {
        var fork = StateFork<StateMap<int, List<int>>>.Default();
        var map = new StateMap<int, List<int>> { [1] = [1] };
        var shared = map.Fork();
        shared[2] = [2];
        var copy = fork.Fork(shared).Fork();
        copy[1].Add(1);
        copy[2].Add(2);
        copy.Remove(1);
        Assert.Equal([1], map[1]);
        Assert.Equal([2], shared[2]);
        Assert.Equal([2, 2], copy[2]);
        Assert.Equal("copied: StateMap<int, List<int>> is mutable", fork.Description);
    }

    [Fact]
    public async Task Forks_OfOneMapAtOnce_AreEachApart()
    {
        var map = new StateMap<int, int>(Enumerable.Range(0, 200).Select(static i => KeyValuePair.Create(i, 0)));
        var forks = new StateMap<int, int>[8];
        await Parallel.ForAsync(0, forks.Length, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Some.Token }, (thread, _) =>
        {
            for (var turn = 0; turn < 200; turn++)
            {
                var fork = map.Fork();
                for (var key = thread; key < 200 + thread; key += 3)
                {
                    fork[key] = thread + 1;
                    Assert.Equal(0, map[key % 200]);
                }

                forks[thread] = fork;
            }

            return ValueTask.CompletedTask;
        });
        foreach (var (thread, fork) in forks.Index())
        {
            Assert.All(fork, entry => Assert.Equal(entry.Key >= thread && (entry.Key - thread) % 3 == 0 ? thread + 1 : 0, entry.Value));
        }
    }

    private static StateMap<int, int> Numbers() => new() { [1] = 1, [2] = 2, [3] = 3 };

    private static void Change(Random random, StateMap<int, int> map, List<KeyValuePair<int, int>> model)
    {
        var (key, value) = (random.Next(60), random.Next());
        var index = model.FindIndex(one => one.Key == key);
        switch (random.Next(20))
        {
            case < 7:
                Assert.Equal(index >= 0, map.Remove(key));
                if (index >= 0)
                {
                    model.RemoveAt(index);
                }

                break;
            case 7 when random.Next(20) == 0:
                map.Clear();
                model.Clear();
                break;
            default:
                map[key] = value;
                if (index >= 0)
                {
                    model[index] = KeyValuePair.Create(key, value);
                }
                else
                {
                    model.Add(KeyValuePair.Create(key, value));
                }

                break;
        }
    }
}
