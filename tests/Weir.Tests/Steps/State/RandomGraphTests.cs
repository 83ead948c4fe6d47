using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using FsCheck;
using FsCheck.Fluent;

namespace Weir.Tests.Steps.State;

/// <summary>Random graphs, with circles and shared nodes, that JSON writes with the identity of every node.</summary>
public class RandomGraphTests
{
    private const int Kinds = 9;

    private static readonly JsonSerializerOptions Json = new() { ReferenceHandler = ReferenceHandler.Preserve, MaxDepth = 1_000 };

    [Fact]
    public void Fork_OfAnyGraph_IsEqualAndApart()
    {
        var fork = StateFork<Node>.Default();
        var graphs = Gen.Choose(1, 12).SelectMany(
            static count => Gen.Choose(0, (count * count * Kinds) - 1).ListOf(), static (count, edges) => (count, edges));
        Prop.ForAll(graphs.ToArbitrary(), graph => Holds(fork, graph.count, [.. graph.edges])).Check(
            Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20_261_121, 7));
    }

    private static bool Holds(StateFork<Node> fork, int count, int[] edges)
    {
        var original = Build(count, edges);
        var before = JsonSerializer.Serialize(original, Json);
        var copy = fork.Fork(original);
        var isEqual = JsonSerializer.Serialize(copy, Json) == before;

        // Every place of the copy is changed in turn, so that no change can hide another.
        var isApart = true;
        foreach (var node in Reach(copy))
        {
            foreach (var change in Changes)
            {
                change(node);
                isApart &= JsonSerializer.Serialize(original, Json) == before;
            }
        }

        return isEqual && isApart && Reach(copy).All(node => !Reach(original).Contains(node));
    }

    private static readonly Action<Node>[] Changes =
    [
        static node => node.Number++,
        static node => node.Next = null,
        static node => node.Any = "changed",
        static node => node.Children.Clear(),
        static node => node.Named.Clear(),
        static node => node.Members.Clear(),
        static node => node.Fixed[0] = null,
        static node => node.Pair = default,
        static node => node.Tags.Add("changed"),
    ];

    private static Node Build(int count, int[] edges)
    {
        var nodes = Enumerable.Range(0, count).Select(static i => new Node { Number = i }).ToArray();
        foreach (var edge in edges)
        {
            var (from, to) = (nodes[edge % count], nodes[edge / count % count]);
            switch (edge / count / count)
            {
                case 0: from.Next = to; break;
                case 1: from.Children.Add(to); break;
                case 2: from.Named[$"n{to.Number}"] = to; break;
                case 3: from.Members.Add(to); break;
                case 4: from.Fixed[to.Number % 2] = to; break;
                case 5: from.Pair = new Pair(to, from.Number); break;
                case 6: from.Any = new Holder(to, null); break;
                case 7: from.Any = new Holder(null, new Holder(null, null)); break;
                default: from.Shared = from.Shared.Add(new OtherHolder(to)); break;
            }
        }

        return nodes[0];
    }

    private static HashSet<Node> Reach(Node start)
    {
        var seen = new HashSet<Node>();
        var open = new Stack<Node?>([start]);
        while (open.TryPop(out var node))
        {
            if (node is not null && seen.Add(node))
            {
                Node?[] next = [node.Next, node.Pair.Node, (node.Any as Holder)?.Node, .. node.Children, .. node.Named.Values, .. node.Members,
                    .. node.Fixed, .. node.Shared.Select(static h => h.Node)];
                Array.ForEach(next, open.Push);
            }
        }

        return seen;
    }

    private record Holder(Node? Node, Holder? Inner);

    private sealed record OtherHolder(Node? Node) : Holder(Node, null);

    private record struct Pair(Node? Node, int Number);

    private sealed class Node
    {
        public int Number { get; set; }

        public Node? Next { get; set; }

        public object? Any { get; set; }

        public List<Node> Children { get; } = [];

        public Dictionary<string, Node> Named { get; } = [];

        public HashSet<Node> Members { get; } = [];

        public Node?[] Fixed { get; } = new Node?[2];

        public Pair Pair { get; set; }

        public ImmutableList<Holder> Shared { get; set; } = [];

        public SortedSet<string> Tags { get; } = ["some"];
    }
}
