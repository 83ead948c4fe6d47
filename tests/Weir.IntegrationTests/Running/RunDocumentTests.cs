using System.Text.Json;

namespace Weir.IntegrationTests.Running;

using Weir.Cli.Output.Running;
using Weir.Testing;

public sealed class RunDocumentTests : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task Json_IsOneDocumentWithTheFieldsThatWerePromised()
    {
        await ShowAsync(RunDisplayFormat.Json, new ReportWorkflow(), new RunSummary
        {
            Figures = Figures.Some,
            Outputs = new Dictionary<string, object?> { ["path"] = "out/report.md", ["count"] = 3L },
        });
        using var document = JsonDocument.Parse(_output.ToString());
        var root = document.RootElement;
        Assert.Equal(
            ["runId", "workflow", "status", "durationMs", "optimizationsHash", "stages", "usage", "speedup", "baseline", "outputs", "pauses", "journal"],
            root.EnumerateObject().Select(static field => field.Name));
        Assert.Equal(("r1", "failed", 4000), (root.GetProperty("runId").GetString(), root.GetProperty("status").GetString(), root.GetProperty("durationMs").GetInt32()));
        Assert.Equal("""{"tokens":0,"costUsd":0}""", Compact(root.GetProperty("usage")));
        Assert.Equal(
            """{"busyMs":250,"waitingMs":5750,"criticalPathMs":3500,"lowerBoundMs":3500,"wallMs":4000,"efficiency":0.875,"workers":2,"criticalSteps":["report/fetch/page","report/write/broken"]}""",
            Compact(root.GetProperty("speedup")));
        Assert.Equal("""{"wallMs":6000,"ratio":1.5,"change":33.33}""", Compact(root.GetProperty("baseline")));
        Assert.Equal("""{"path":"out/report.md","count":3}""", Compact(root.GetProperty("outputs")));
        var write = root.GetProperty("stages")[1];
        Assert.Equal(("write", "failed", 1000), (write.GetProperty("name").GetString(), write.GetProperty("status").GetString(), write.GetProperty("durationMs").GetInt32()));
        Assert.Equal(
            [
                """{"name":"broken","status":"failed","attempts":1,"startedMs":3000,"durationMs":500,"error":"503: no service"}""",
                """{"name":"report","status":"skipped","attempts":0,"startedMs":null,"durationMs":0,"error":"needs 'broken', which failed"}""",
                """{"name":"archive","status":"completed","attempts":1,"startedMs":3500,"durationMs":500,"error":null}""",
            ],
            write.GetProperty("steps").EnumerateArray().Select(Compact));
    }

    [Fact]
    public async Task Json_WhereNothingWasMeasuredAndTheRunIsPaused_HasNullsAndTheQuestion()
    {
        await ShowAsync(RunDisplayFormat.Json, new ReportWorkflow(question: "Publish?"), new RunSummary { Journal = "r1.jsonl" });
        using var document = JsonDocument.Parse(_output.ToString());
        Assert.Equal("null null", $"{document.RootElement.GetProperty("speedup").ValueKind} {document.RootElement.GetProperty("baseline").ValueKind}", ignoreCase: true);
        Assert.Equal("""[{"step":"report/write/sign-off","question":"Publish?"}]""", Compact(document.RootElement.GetProperty("pauses")));
        Assert.Equal("r1.jsonl", document.RootElement.GetProperty("journal").GetString());
        Assert.Equal("""{}""", Compact(document.RootElement.GetProperty("outputs")));
    }

    [Fact]
    public async Task JsonEvents_IsALineForEachEventAndTheDocumentAsTheLastOne()
    {
        await ShowAsync(RunDisplayFormat.JsonEvents, new ReportWorkflow(), RunSummary.None);
        var lines = _output.ToString().Split('\n');
        Assert.Equal("", lines[^1]);
        var events = lines[..^2].Select(static line => RunEventJson.Read(System.Text.Encoding.UTF8.GetBytes(line))).ToList();
        Assert.Equal(Enumerable.Range(0, events.Count), events.Select(static one => (int)one.Sequence));
        Assert.Equal((typeof(RunStarted), typeof(RunEnded), 5), (events[0].GetType(), events[^1].GetType(), events.OfType<StepEnded>().Count()));
        using var document = JsonDocument.Parse(lines[^2]);
        Assert.Equal("r1", document.RootElement.GetProperty("runId").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Json_WithSecrets_HasThemNowhereAndIsStillJson(bool withEvents)
    {
        var format = withEvents ? RunDisplayFormat.JsonEvents : RunDisplayFormat.Json;
        var summary = new RunSummary
        {
            Outputs = new Dictionary<string, object?>
            {
                ["hunter\"2"] = new Dictionary<string, object?> { ["hunter\"2"] = 123456L, ["part"] = 12345678L, ["truth"] = true },
            },
            Journal = "hunter\"2",
        };
        await ShowAsync(format, new ReportWorkflow(error: "no hunter\"2", question: "hunter\"2?"), summary, static text =>
            text.Replace("hunter\"2", "***", StringComparison.Ordinal).Replace("123456", "***", StringComparison.Ordinal));
        Assert.DoesNotContain("hunter", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("123456", _output.ToString(), StringComparison.Ordinal);
        string[] lines = withEvents ? _output.ToString().TrimEnd().Split('\n') : [_output.ToString()];
        foreach (var line in lines)
        {
            using var document = JsonDocument.Parse(line);
            Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        }

        using var last = JsonDocument.Parse(lines[^1]);
        Assert.Equal("""{"***":{"***":"***","part":"***78","truth":true}}""", Compact(last.RootElement.GetProperty("outputs")));
        Assert.Contains("no ***", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_OfAStepWithItems_CountsThem()
    {
        var workflow = Workflows.OfItems(30, static index => index % 3 != 0);
        await using var executor = new Executor(new ExecutorOptions { Time = new ManualTime() });
        await using var display = RunDisplay.Create(new RunDisplayOptions { Workflow = workflow, Format = RunDisplayFormat.Json, Output = _output });
        using var run = await executor.RunAsync(workflow, new RunOptions { Progress = display }, TestContext.Current.CancellationToken);
        display.Complete(run, RunSummary.None);
        using var document = JsonDocument.Parse(_output.ToString());
        var step = document.RootElement.GetProperty("stages")[0].GetProperty("steps")[0];
        Assert.Equal("""{"started":30,"completed":20,"failed":10,"cancelled":0,"workMs":0,"longestMs":0}""", Compact(step.GetProperty("items")));
        Assert.Equal("10 of 30 items failed; the first, a[0]: no", step.GetProperty("error").GetString());
    }

    private async Task ShowAsync(RunDisplayFormat format, ReportWorkflow report, RunSummary summary, Func<string, string>? mask = null)
    {
        await using var executor = report.NewExecutor();
        var display = RunDisplay.Create(new RunDisplayOptions
        {
            Workflow = report.Workflow,
            Format = format,
            Time = report.Time,
            Output = _output,
            Mask = mask ?? (static text => text),
        });
        await using (display)
        {
            using var run = await executor.RunAsync(report.Workflow, new RunOptions { Id = "r1", Progress = report.Telling(display) }, TestContext.Current.CancellationToken);
            Assert.Null(run.ProgressError);
            display.Complete(run, summary);
        }
    }

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element, JsonSerializerOptions.Web).Replace("\\u0027", "'", StringComparison.Ordinal);
}
