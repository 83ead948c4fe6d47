using Spectre.Console;
using Spectre.Console.Rendering;

namespace Weir.IntegrationTests.Running;

using Weir.Cli.Output.Running.Asking;

public sealed class TerminalApproverTests : IDisposable
{
    private static readonly ApprovalQuestion Question = new("write/sign-off", "Publish [hunter2] out/report.md?", ["yes", "no", "later"]);

    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task AskAsync_WhereTheCursorMoves_GivesTheChoiceThatWasPicked()
    {
        var answer = await AskAsync(ansi: true, ConsoleKey.DownArrow, ConsoleKey.DownArrow, ConsoleKey.UpArrow, ConsoleKey.Enter);
        Assert.Equal("no", answer);
        Assert.Contains("Publish [***] out/report.md?", _output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("write/sign-off: no\n", _output.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskAsync_WhereItDoesNot_TakesOnlyAChoice()
    {
        var answer = await AskAsync(ansi: false, ConsoleKey.Y, ConsoleKey.Enter, ConsoleKey.N, ConsoleKey.O, ConsoleKey.Enter);
        Assert.Equal("no", answer);
        Assert.Contains("That is none of the choices.", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AskAsync_WhenCancelled_EndsWithoutAnAnswer(bool ansi)
    {
        using var stop = new CancellationTokenSource();
        var asking = NewApprover(ansi).AskAsync(Question, stop.Token);
        Assert.False(asking.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.EndsWith("\n", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(_output.ToString().LastIndexOf("\u001b[?25", StringComparison.Ordinal), _output.ToString().LastIndexOf("\u001b[?25h", StringComparison.Ordinal));
    }

    private Task<string> AskAsync(bool ansi, params ConsoleKey[] keys) =>
        NewApprover(ansi, keys).AskAsync(Question, TestContext.Current.CancellationToken);

    private TerminalApprover NewApprover(bool ansi, params ConsoleKey[] keys)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = ansi ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(_output),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        return new TerminalApprover(new Typed(console, keys), static text => text.Replace("hunter2", "***", StringComparison.Ordinal));
    }

    /// <summary>A console at which somebody types keys, and then nothing.</summary>
    private sealed class Typed(IAnsiConsole console, ConsoleKey[] keys) : IAnsiConsole, IAnsiConsoleInput
    {
        private readonly Queue<ConsoleKey> _keys = new(keys);

        public Profile Profile => console.Profile;

        public IAnsiConsoleCursor Cursor => console.Cursor;

        public IAnsiConsoleInput Input => this;

        public IExclusivityMode ExclusivityMode => console.ExclusivityMode;

        public RenderPipeline Pipeline => console.Pipeline;

        public void Clear(bool home) => console.Clear(home);

        public void Write(IRenderable renderable) => console.Write(renderable);

        public bool IsKeyAvailable() => _keys.Count > 0;

        public ConsoleKeyInfo? ReadKey(bool intercept)
        {
            var key = _keys.Dequeue();
            return new ConsoleKeyInfo(key == ConsoleKey.Enter ? '\r' : char.ToLowerInvariant((char)key), key, false, false, false);
        }

        public async Task<ConsoleKeyInfo?> ReadKeyAsync(bool intercept, CancellationToken cancellationToken)
        {
            if (_keys.Count == 0)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            return ReadKey(intercept);
        }
    }
}
