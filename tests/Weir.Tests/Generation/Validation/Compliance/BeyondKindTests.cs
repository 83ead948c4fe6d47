using Weir.Generation.Validation.Compliance;

namespace Weir.Tests.Generation.Validation.Compliance;

public class BeyondKindTests
{
    private static readonly ComplianceValidator Validator = new();

    [Theory]
    [InlineData("File.¤ReadAllText(\"a\");")]
    [InlineData("_ = Directory.¤Exists(\"a\");")]
    [InlineData("_ = ¤new FileStream(\"a\", FileMode.Open);")]
    [InlineData("using FileStream file = ¤new(\"a\", FileMode.Open);")]
    [InlineData("_ = ¤new StreamReader(\"a\");")]
    [InlineData("_ = new FileInfo(\"a\").¤Length;")]
    [InlineData("_ = client.¤GetStringAsync(\"a\");")]
    [InlineData("_ = System.Net.Dns.¤GetHostName();")]
    [InlineData("new System.Net.Sockets.TcpClient().¤Connect(\"a\", 1);")]
    [InlineData("Process.¤Start(\"a\");")]
    [InlineData("new[] { \"a\" }.Select(File.¤ReadAllText);")]
    public void Outside_IsForEffectsOnly(string body)
    {
        Finds("compute", body);
        Finds("reducer", body);
        Finds("orchestrator", body);
        Finds("effect", body.Replace("¤", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Console.¤WriteLine(1);")]
    [InlineData("_ = Environment.¤GetEnvironmentVariable(\"a\");")]
    [InlineData("_ = Environment.¤MachineName;")]
    [InlineData("_ = DateTime.¤Now;")]
    [InlineData("_ = DateTime.¤UtcNow.AddDays(1);")]
    [InlineData("_ = DateTimeOffset.¤UtcNow;")]
    [InlineData("_ = Stopwatch.¤StartNew().Elapsed;")]
    [InlineData("_ = Guid.¤NewGuid();")]
    [InlineData("_ = Random.¤Shared.Next();")]
    [InlineData("_ = ¤new Random().Next();")]
    [InlineData("_ = System.Security.Cryptography.RandomNumberGenerator.¤GetInt32(9);")]
    [InlineData("_ = TimeProvider.¤System.GetUtcNow();")]
    [InlineData("_ = Task.¤Delay(1);")]
    [InlineData("Thread.¤Sleep(1);")]
    [InlineData("_ = Task.¤Run(() => 1);")]
    [InlineData("new Thread(() => { }).¤Start();")]
    [InlineData("ThreadPool.¤QueueUserWorkItem(_ => { });")]
    [InlineData("¤_count++;")]
    [InlineData("¤_count = 1;")]
    [InlineData("Other.¤Count += 1;")]
    [InlineData("Interlocked.Increment(ref ¤_count);")]
    [InlineData("¤_cache[1] = 2;")]
    [InlineData("¤_cache.Add(1, 2);")]
    public void Everything_ButComputing_IsBeyondACompute(string body)
    {
        var clean = body.Replace("¤", "", StringComparison.Ordinal);
        Finds("compute", body);
        Finds("reducer", clean);
        Finds("orchestrator", clean);
        Finds("effect", clean);
    }

    [Theory]
    [InlineData("_ = Path.Combine(\"a\", \"b\") + Path.GetExtension(\"a\") + Environment.NewLine;")]
    [InlineData("using var reader = new StringReader(\"a\"); using var writer = new StringWriter(); writer.Write(reader.ReadToEnd());")]
    [InlineData("using var memory = new MemoryStream(); using var text = new StreamReader(memory); _ = text.ReadToEnd();")]
    [InlineData("_ = context.Time.GetUtcNow(); context.CancellationToken.ThrowIfCancellationRequested();")]
    [InlineData("_ = new DateTime(2026, 1, 1).AddDays(1); _ = Guid.Empty; _ = TimeSpan.FromSeconds(1);")]
    [InlineData("_sum++; _list.Add(1); var copy = _frozen.Add(1); _ = copy.Count; _ = _cache[1]; _ = _cache.ContainsKey(1); _ = _count;")]
    [InlineData("_ = nameof(File.ReadAllText) + nameof(DateTime.Now);")]
    [InlineData("_ = new System.Net.IPAddress(1).ToString();")]
    [InlineData("_ = Missing.ReadAllText(\"a\"); Missing.Now++;")]
    public void Computing_IsWithinEveryKind(string body) => Finds("compute", body);

    [Fact]
    public void Calls_AreFollowedIntoOtherMembersAndClasses() => MarkedCode.Finds(Validator, "compliance/beyond-kind", """
        class PriceCompute : ComputeNode<int, int>
        {
            private static readonly string Text = File.¤ReadAllText("a");
            private int Now => DateTime.¤Now.Second;
            public override ValueTask<int> RunAsync(int input, StepContext context) => new(Own(input) + Now + new Other().Deep(input) + input.Extend() + new Primary(1).Value);
            private int Own(int n) => n > 1 ? Own(n - 1) : Environment.¤ProcessId;
        }
        class Other
        {
            private readonly string _made = Guid.NewGuid().ToString();
            public int Deep(int n) => Deeper(n);
            private static int Deeper(int n) { Thread.¤Sleep(n); return new Other().Deep(n); }
            public void NotCalled() => Thread.Sleep(1);
        }
        static class Extensions { public static int Extend(this int n) { File.¤Delete("a"); return n; } }
        class Primary(int n) { private readonly Guid _id = Guid.¤NewGuid(); public int Value => n; public void NotCalled() => Thread.Sleep(1); }
        class Unrelated { public DateTime Now => DateTime.Now; }
        """);

    [Fact]
    public void Calls_InWhatAFieldHolds_AreFollowed() => MarkedCode.Finds(Validator, "compliance/beyond-kind", """
        class PriceCompute : ComputeNode<int, int>
        {
            public override ValueTask<int> RunAsync(int input, StepContext context) => new(Table.Rates[0](input));
        }
        static class Table
        {
            public static readonly Func<int, int>[] Rates = [Daily, n => Environment.¤ProcessId];
            public static readonly DateTime NotRead = DateTime.Now;
            private static int Daily(int n) => DateTime.¤Today.Day;
        }
        """);

    [Fact]
    public void Calls_OfWhatIsOverridden_AreFollowedIntoTheOverrides() => MarkedCode.Finds(Validator, "compliance/beyond-kind", """
        class PriceCompute(Rate<int> rate) : ComputeNode<int, int>
        {
            public override ValueTask<int> RunAsync(int input, StepContext context) => new(rate.Twice(input) + rate.Left);
        }
        abstract class Rate<T> { public T Twice(T n) => Of(n); protected abstract T Of(T n); public virtual int Left => 1; public virtual void NotCalled() { } }
        class DailyRate : Rate<int> { protected override int Of(int n) => DateTime.¤Today.Day; public override int Left => Environment.¤ProcessId; public override void NotCalled() => Thread.Sleep(1); }
        """);

    [Fact]
    public void Calls_OfOtherNodes_AreTheirs() => MarkedCode.Finds(Validator, "compliance/beyond-kind", """
        class FetchEffect : EffectNode<int, int>
        {
            public override ValueTask<int> RunAsync(int input, StepContext context) { File.Delete("a"); return new(1); }
        }
        class FlowOrchestrator : OrchestratorNode<int, int>
        {
            private readonly FetchEffect _fetch = new();
            public override ValueTask<int> RunAsync(int input, StepContext context) => _fetch.RunAsync(input, context);
        }
        """);

    [Fact]
    public void Kind_IsThatOfTheContractWhereTheBaseIsNone()
    {
        var contract = GeneratedCode.Read(GeneratedCode.Yaml(name: "NodeSampleCompute", kind: "compute"));
        MarkedCode.Finds(Validator, "compliance/beyond-kind", "class NodeSampleCompute { void Run() => File.¤Delete(\"a\"); }", contract);
    }

    private static void Finds(string kind, string body)
    {
        var name = char.ToUpperInvariant(kind[0]) + kind[1..];
        MarkedCode.Finds(Validator, "compliance/beyond-kind", $$"""
            static class Other { public static int Count { get; set; } }
            class Sample{{name}}(HttpClient client) : {{name}}Node<int, int>
            {
                private static int _count;
                private static readonly Dictionary<int, int> _cache = [];
                private static readonly System.Collections.Immutable.ImmutableList<int> _frozen = [];
                private readonly List<int> _list = [];
                private int _sum;
                static Sample{{name}}() => _count = 1;
                public override ValueTask<int> RunAsync(int input, StepContext context)
                {
                    {{body}}
                    return new(client is null ? 1 : 2);
                }
            }
            """);
    }
}
