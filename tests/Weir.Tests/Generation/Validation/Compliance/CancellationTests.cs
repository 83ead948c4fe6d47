using Weir.Generation.Validation.Compliance;

namespace Weir.Tests.Generation.Validation.Compliance;

public class CancellationTests
{
    private static readonly ComplianceValidator Validator = new();

    [Theory]
    [InlineData("public async Task ¤RunAsync() { await Task.Yield(); }")]
    [InlineData("public async ValueTask<int> ¤RunAsync() { await Task.Yield(); return 1; }")]
    [InlineData("protected async Task ¤RunAsync() { await Task.Yield(); }")]
    [InlineData("public abstract Task ¤RunAsync();")]
    [InlineData("public System.Threading.Tasks.Task ¤RunAsync() => Later();")]
    [InlineData("public Task ¤RunAsync() => Task.Run(() => { });")]
    [InlineData("private async Task RunAsync() { await Task.Yield(); }")]
    [InlineData("internal async Task RunAsync() { await Task.Yield(); }")]
    [InlineData("public async Task RunAsync(CancellationToken token) { await Task.Yield(); }")]
    [InlineData("public async Task RunAsync(int n, CancellationToken token = default) { await Task.Yield(); }")]
    [InlineData("public async Task RunAsync(StepContext context) { await Task.Yield(); }")]
    [InlineData("public ValueTask<int> RunAsync() => ValueTask.FromResult(1);")]
    [InlineData("public Task RunAsync() => Task.CompletedTask;")]
    [InlineData("public ValueTask<int> RunAsync() => new(1);")]
    [InlineData("public Task<int> RunAsync(int n) { var sum = Math.Max(n, 1); return Task.FromResult(sum); }")]
    [InlineData("public async ValueTask DisposeAsync() { await Task.Yield(); }")]
    [InlineData("public async Task OnChanged(object sender, EventArgs e) { await Task.Yield(); }")]
    [InlineData("public static async Task Main() { await Task.Yield(); }")]
    [InlineData("public override async Task BaseAsync() { await Task.Yield(); }")]
    [InlineData("public async Task FixedAsync() { await Task.Yield(); }")]
    [InlineData("public int Run() => 1;")]
    public void Methods_ThatOthersWaitFor_CanBeCancelled(string member) => Finds(
        "abstract class Base { public virtual Task BaseAsync() => Task.CompletedTask; private protected static async Task Later() { await Task.Yield(); } }\n"
        + "interface IFixed { Task FixedAsync() => Task.CompletedTask; }\nabstract class Sample : Base, IFixed {\n" + member + "\n}");

    [Theory]
    [InlineData("await Task.¤Delay(1);")]
    [InlineData("await Task.Delay(1, token);")]
    [InlineData("await Task.Delay(1, CancellationToken.None);")]
    [InlineData("await File.¤ReadAllTextAsync(\"a\");")]
    [InlineData("await File.ReadAllTextAsync(\"a\", token);")]
    [InlineData("await File.ReadAllTextAsync(\"a\", cancellationToken: token);")]
    [InlineData("await client.¤GetStringAsync(\"a\");")]
    [InlineData("await client.GetStringAsync(\"a\", token).ConfigureAwait(false);")]
    [InlineData("await client?.¤GetStringAsync(\"a\");")]
    [InlineData("await Own.¤WorkAsync(1);")]
    [InlineData("await Own.WorkAsync(1, token);")]
    [InlineData("await Own.¤MiddleAsync(1, \"a\");")]
    [InlineData("await Own.¤ManyAsync(\"a\");")]
    [InlineData("await Own.PlainAsync(1);")]
    [InlineData("await \"a\".¤ExtendAsync();")]
    [InlineData("await \"a\".ExtendAsync(token);")]
    [InlineData("Func<Task> late = () => Task.¤Delay(1); await late();")]
    [InlineData("async Task Inner() => await Task.¤Delay(1); await Inner();")]
    [InlineData("static async Task Inner() => await Task.Delay(1); await Inner();")]
    [InlineData("Func<CancellationToken, Task> late = own => Task.Delay(1, own); await late(token);")]
    [InlineData("await Task.CompletedTask.ContinueWith(_ => { });")]
    [InlineData("await Task.WhenAll(Task.CompletedTask); _ = nameof(Task.Delay);")]
    [InlineData("await Missing.DelayAsync(1);")]
    public void Tokens_ArePassedOn(string body)
    {
        Finds(Sample(body, "CancellationToken token"));
        Finds(Sample(body.Replace("token)", "context.CancellationToken)", StringComparison.Ordinal), "StepContext context"));
        Finds(Sample(body, "int other").Replace("¤", "", StringComparison.Ordinal).Replace("public async Task Run", "internal async Task Run", StringComparison.Ordinal));
    }

    [Fact]
    public void Tokens_OfTheOverloadItself_AreNoneToPass() =>
        Finds("static class Own { internal static Task RunAsync(int n) => RunAsync(n, default); internal static Task RunAsync(int n, CancellationToken token) => n > 1 ? RunAsync(n - 1) : Task.CompletedTask; }");

    private static void Finds(string marked) => MarkedCode.Finds(Validator, "compliance/no-cancellation", marked);

    private static string Sample(string body, string parameter) => $$"""
        static class Own
        {
            internal static Task WorkAsync(int n, CancellationToken token = default) => Task.CompletedTask;
            internal static Task MiddleAsync(int n, string s) => Task.CompletedTask;
            internal static Task MiddleAsync(int n, CancellationToken token, string s) => Task.CompletedTask;
            internal static Task ManyAsync<T>(T item) => Task.CompletedTask;
            internal static Task ManyAsync<T>(T item, CancellationToken token) => Task.CompletedTask;
            internal static Task PlainAsync(int n) => Task.CompletedTask;
            internal static Task PlainAsync(string n, CancellationToken token) => Task.CompletedTask;
            internal static Task ExtendAsync(this string s) => Task.CompletedTask;
            internal static Task ExtendAsync(this string s, CancellationToken token) => Task.CompletedTask;
        }
        class Sample
        {
            public async Task Run(HttpClient client, {{parameter}}) { {{body}} }
        }
        """;
}
