using System.Text.Json;

namespace Weir.IntegrationTests;

/// <summary><c>weir run</c> and <c>weir resume</c> as processes.</summary>
public sealed class RunCommandTests : IDisposable
{
    private const string Secret = "s3cr3t-\"quoted\"";

    private const string Release = """
        weir: 1
        name: release
        inputs:
          token:   { type: string, secret: true }
          version: { type: string, default: "1.0" }
        permissions: { write: [ out/ ], shell: [ dotnet ] }
        stages:
          - name: build
            steps:
              - { name: make, uses: file.write, with: { path: out/made.txt, json: { by: "${{ inputs.token }}" } } }
              - { name: told, uses: shell.run, with: { command: dotnet, args: [ "no-such-${{ inputs.token }}" ], expect: [ 1, 2 ] } }
          - name: publish
            steps:
              - { name: sign-off, uses: human.approve, needs: [ make ], with: { question: "Publish ${{ inputs.version }} of ${{ inputs.token }}?", choices: [ yes, later ] } }
              - { name: publish, uses: file.write, if: "steps.sign-off.output == 'yes'", with: { path: out/published.txt, text: "${{ inputs.version }}" } }
        outputs: { answer: "${{ steps.sign-off.output }}", said: "${{ steps.told.output.stderr }} ${{ inputs.token }}" }
        """;

    private readonly Scratch _scratch = new();

    public RunCommandTests() => _scratch.Write("release.yaml", Release);

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Run_PrintsOneDocumentWithItsFields()
    {
        var outcome = await RunAsync("run", "release.yaml", "--input", $"token={Secret}", "--answer", "sign-off=yes", "--json");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        using var document = JsonDocument.Parse(outcome.Output);
        var run = document.RootElement;
        Assert.Equal("completed", run.GetProperty("status").GetString());
        Assert.True(run.GetProperty("durationMs").GetDouble() > 0);
        Assert.False(string.IsNullOrEmpty(run.GetProperty("runId").GetString()));
        Assert.Equal(["build", "publish"], run.GetProperty("stages").EnumerateArray().Select(static stage => stage.GetProperty("name").GetString()));
        var step = run.GetProperty("stages")[1].GetProperty("steps")[1];
        Assert.Equal(("publish", "completed", 1), (step.GetProperty("name").GetString(), step.GetProperty("status").GetString(), step.GetProperty("attempts").GetInt32()));
        Assert.Equal(JsonValueKind.Null, step.GetProperty("error").ValueKind);
        Assert.Equal(0, run.GetProperty("usage").GetProperty("tokens").GetInt64());
        var speed = run.GetProperty("speedup");
        Assert.True(speed.GetProperty("busyMs").GetDouble() > 0);
        Assert.InRange(speed.GetProperty("efficiency").GetDouble(), 0, 1);
        Assert.True(speed.GetProperty("criticalPathMs").GetDouble() <= speed.GetProperty("wallMs").GetDouble());
        Assert.All(speed.GetProperty("criticalSteps").EnumerateArray(), static path => Assert.Equal(3, path.GetString()!.Split('/').Length));
        Assert.NotEqual(0, speed.GetProperty("criticalSteps").GetArrayLength());
        Assert.Equal("yes", run.GetProperty("outputs").GetProperty("answer").GetString());
        AssertSecretIsNowhere(outcome);
        Assert.Equal("1.0", File.ReadAllText(_scratch.Below("out", "published.txt")));
    }

    [Fact]
    public async Task Run_WithOptimizations_RecordsTheirHash()
    {
        var options = OptimizationPresets.Get("batch-processing").Options;
        var shown = await RunAsync("presets", "batch-processing");
        Assert.Contains($"\nhash: {options.Hash}\n", shown.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        string[] run = ["run", "release.yaml", "--input", $"token={Secret}", "--answer", "sign-off=later"];
        var text = await RunAsync([.. run, "--optimization", "batch-processing"]);
        Assert.True(text.ExitCode == 0, text.Error);
        Assert.Contains($"\noptimizations: {options.Hash}\n", text.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        _scratch.Write("options.json", OptimizationOptionsFile.ToJson(options));
        Assert.Equal(options.Hash, await HashOfAsync([.. run, "--optimization", "options.json", "--json"]));
        Assert.Equal(OptimizationOptions.None.Hash, await HashOfAsync([.. run, "--json"]));
    }

    [Fact]
    public async Task Run_WithOptimizationsThatThereAreNot_SaysSoAndRunsNothing()
    {
        var outcome = await RunAsync("run", "release.yaml", "--input", $"token={Secret}", "--optimization", "batch-procesing");
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("error: --optimization: There is no preset \"batch-procesing\"; did you mean 'batch-processing'?", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Below("out")));
    }

    [Fact]
    public async Task Run_WithAJournal_PausesAndResumeGoesOn()
    {
        var paused = await RunAsync("run", "release.yaml", "--input", $"token={Secret}", "--journal", "release.journal");
        Assert.True(paused.ExitCode == 4, paused.Output + paused.Error);
        Assert.Contains("Publish 1.0 of ***?", paused.Output, StringComparison.Ordinal);
        File.Delete(_scratch.Below("out", "made.txt"));
        File.Delete(_scratch.Below("release.yaml"));

        Assert.Equal(2, (await RunAsync("resume", "release.journal", "--answer", "sign-off=yes")).ExitCode);
        Assert.Equal(2, (await RunAsync("resume", "release.journal", "--input", $"token={Secret}", "--answer", "sign-off=no")).ExitCode);
        var resumed = await Tool.RunAsync("dotnet", _scratch.Path, Weir("resume", "release.journal", "--answer", "sign-off=yes", "--json"), new Dictionary<string, string> { ["WEIR_INPUT_TOKEN"] = Secret });
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        using var document = JsonDocument.Parse(resumed.Output);
        Assert.Equal("completed", document.RootElement.GetProperty("status").GetString());
        Assert.False(File.Exists(_scratch.Below("out", "made.txt")), "A step that had completed ran again.");
        AssertSecretIsNowhere(paused);
        AssertSecretIsNowhere(resumed);
        Assert.DoesNotContain("s3cr3t", File.ReadAllText(_scratch.Below("release.journal")), StringComparison.Ordinal);

        var over = await RunAsync("resume", "release.journal", "--input", $"token={Secret}");
        Assert.Equal(2, over.ExitCode);
        Assert.Contains("has completed", over.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithEvents_PrintsALineForEachAndTheDocumentLast()
    {
        var outcome = await RunAsync("run", "release.yaml", "--input", $"token={Secret}", "--answer", "sign-off=yes", "--json-events");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        var lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("\"runStarted\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"runEnded\"", lines[^2], StringComparison.Ordinal);
        using var document = JsonDocument.Parse(lines[^1]);
        Assert.Equal("completed", document.RootElement.GetProperty("status").GetString());
        AssertSecretIsNowhere(outcome);
    }

    [Fact]
    public async Task Run_WhenAnApprovalHasNobodyToAsk_IsRefusedAtTheStart()
    {
        var outcome = await RunAsync("run", "release.yaml", "--input", $"token={Secret}");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("--answer sign-off=yes", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Below("out")));
    }

    [Theory]
    [InlineData("w.yaml:6:", "--allow read=data/a.txt", "path: data/a.txt")]
    [InlineData("w.yaml:6:", "--allow read=data/a.txt", "path: \"data/${{ inputs.name }}.txt\"")]
    public async Task Run_OfWhatIsNotPermitted_NamesThePermission(string place, string permission, string with)
    {
        _scratch.Write("data/a.txt", "content");
        _scratch.Write("w.yaml", Flow($"{{ name: a, uses: file.read, with: {{ {with} }} }}"));
        var refused = await RunAsync("run", "w.yaml");
        Assert.Equal(with.Contains('$', StringComparison.Ordinal) ? 1 : 2, refused.ExitCode);
        Assert.Contains(place, refused.Output + refused.Error, StringComparison.Ordinal);
        Assert.Contains(permission, refused.Output + refused.Error, StringComparison.Ordinal);

        var allowed = await RunAsync(["run", "w.yaml", .. permission.Split(' ')]);
        Assert.True(allowed.ExitCode == 0, allowed.Output + allowed.Error);
    }

    [Fact]
    public async Task Run_ThatTakesTooLong_IsCancelled()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sleep.");
        _scratch.Write("w.yaml", Flow("{ name: a, uses: shell.run, with: { command: sleep, args: [ 300 ] } }", "permissions: { shell: [ sleep ] }"));
        var outcome = await RunAsync("run", "w.yaml", "--timeout", "1s", "--json");
        Assert.Equal(3, outcome.ExitCode);
        using var document = JsonDocument.Parse(outcome.Output);
        Assert.Equal("cancelled", document.RootElement.GetProperty("status").GetString());
        Assert.Contains("its time of 1s is over", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhenItIsInterrupted_CancelsGracefully()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals.");
        _scratch.Write("w.yaml", Flow("{ name: a, uses: shell.run, with: { command: sh, args: [ -c, \"echo > started; sleep 300\" ] } }", "permissions: { shell: [ sh ] }"));
        using var process = Tool.Start("dotnet", _scratch.Path, Weir("run", "w.yaml", "--json"));
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (!File.Exists(_scratch.Below("started")))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        await Tool.RunAsync("kill", _scratch.Path, ["-INT", $"{process.Id}"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, process.ExitCode);
        using var document = JsonDocument.Parse(await output);
        Assert.Equal("cancelled", document.RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Run_ThatIsKilled_IsResumedWithoutRunningWhatCompleted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sh.");
        _scratch.Write("w.yaml", Flow(
            "{ name: a, uses: shell.run, with: { command: sh, args: [ -c, \"echo x >> first\" ] } }\n      - { name: b, uses: shell.run, needs: [ a ], with: { command: sh, args: [ -c, \"test -e second || { echo > second; sleep 300; }\" ] } }",
            "permissions: { shell: [ sh ] }"));
        using (var process = Tool.Start("dotnet", _scratch.Path, Weir("run", "w.yaml", "--journal", "j")))
        {
            while (!File.Exists(_scratch.Below("second")))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
            }

            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var resumed = await RunAsync("resume", "j");
        Assert.True(resumed.ExitCode == 0, resumed.Output + resumed.Error);
        Assert.Equal("x\n", File.ReadAllText(_scratch.Below("first")));
    }

    [Fact]
    public async Task Run_WhenAStepFails_ExitsWithOneAndTellsWhy()
    {
        _scratch.Write("w.yaml", Flow("{ name: a, uses: file.read, with: { path: data/none.txt } }", "permissions: { read: [ data/ ] }"));
        var outcome = await RunAsync("run", "w.yaml", "--json");
        Assert.Equal(1, outcome.ExitCode);
        using var document = JsonDocument.Parse(outcome.Output);
        Assert.Contains("data/none.txt", document.RootElement.GetProperty("stages")[0].GetProperty("steps")[0].GetProperty("error").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithABaseline_WarmsUpAndRunsItTwice()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sh.");
        _scratch.Write("w.yaml", Flow("{ name: a, uses: shell.run, with: { command: sh, args: [ -c, \"echo x >> count\" ] } }", "permissions: { shell: [ sh ] }"));
        var outcome = await RunAsync("run", "w.yaml", "--baseline", "--profile", "production", "--json");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Equal("x\nx\nx\n", File.ReadAllText(_scratch.Below("count")));
        using var document = JsonDocument.Parse(outcome.Output);
        var (baseline, wall) = (document.RootElement.GetProperty("baseline"), document.RootElement.GetProperty("speedup").GetProperty("wallMs").GetDouble());
        Assert.Equal(baseline.GetProperty("wallMs").GetDouble() / wall, baseline.GetProperty("ratio").GetDouble(), tolerance: 0.01);
        Assert.Contains("times the wall", (await RunAsync("run", "w.yaml", "--baseline")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "none.yaml")]
    [InlineData("run", "release.yaml", "--input", "token")]
    [InlineData("run", "release.yaml", "--input", "token=aaaa", "--input", "token=bbbb")]
    [InlineData("run", "release.yaml", "--timeout", "soon")]
    [InlineData("run", "release.yaml", "--profile", "test")]
    [InlineData("resume", "none.journal")]
    [InlineData("resume", "release.yaml")]
    public async Task BadUsage_ExitsWithTwoAndOneDocument(params string[] arguments)
    {
        var outcome = await RunAsync([.. arguments, "--json"]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("error: ", outcome.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(outcome.Output);
        Assert.Equal("failed", document.RootElement.GetProperty("status").GetString());
        Assert.Equal(Release, File.ReadAllText(_scratch.Below("release.yaml")));
    }

    [Fact]
    public async Task Run_WithABaselineThatWouldAskOrBeKept_IsRefused()
    {
        var asks = await RunAsync("run", "release.yaml", "--input", $"token={Secret}", "--baseline");
        Assert.Equal(2, asks.ExitCode);
        Assert.Contains("--answer sign-off=VALUE", asks.Error, StringComparison.Ordinal);
        var kept = await RunAsync("run", "release.yaml", "--input", $"token={Secret}", "--answer", "sign-off=yes", "--baseline", "--journal", "j");
        Assert.Equal(2, kept.ExitCode);
        Assert.Contains("leave --journal or --baseline out", kept.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Below("out")) || File.Exists(_scratch.Below("j")));
    }

    [Fact]
    public async Task Run_WithDurations_LearnsThemAndWarnsOfADamagedFileOnce()
    {
        _scratch.Write("w.yaml", Flow("{ name: a, uses: json.query, with: { data: [ 1 ], query: \"$[0]\" } }"));
        var first = await RunAsync("run", "w.yaml", "--durations", "durations.json");
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.True(LearnedDurations.Open(_scratch.Below("durations.json")).TryGet("w", "a", out _));

        _scratch.Write("durations.json", "garbage");
        var damaged = await RunAsync("run", "w.yaml", "--durations", "durations.json", "--json");
        Assert.Equal(0, damaged.ExitCode);
        Assert.StartsWith("warning: --durations: ", Assert.Single(damaged.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.True(LearnedDurations.Open(_scratch.Below("durations.json")).TryGet("w", "a", out _));
    }

    /// <summary>Nobody reads what the run tells, so that it cannot end gracefully.</summary>
    [Fact]
    public async Task Run_WhenItIsInterruptedASecondTime_EndsAtOnce()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals.");
        _scratch.Write("w.yaml", Flow(
            "{ name: a, uses: json.query, for-each: \"${{ range(0, 1500) }}\", with: { data: [ 1 ], query: \"$[0]\" } }\n      - { name: b, uses: file.write, needs: [ a ], with: { path: out/done, text: x } }",
            "permissions: { write: [ out/ ] }"));
        using var process = Tool.Start("dotnet", _scratch.Path, Weir("run", "w.yaml", "--json-events"));
        while (!File.Exists(_scratch.Below("out", "done")))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        await Tool.RunAsync("kill", _scratch.Path, ["-INT", $"{process.Id}"]);
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.False(process.HasExited);
        await Tool.RunAsync("kill", _scratch.Path, ["-INT", $"{process.Id}"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        // The command line, which gives up after ten seconds, would say 130.
        Assert.Equal(3, process.ExitCode);
    }

    [Theory]
    [InlineData("Required argument 'FILE' missing", "run")]
    [InlineData("The path of the file is empty", "run", "")]
    [InlineData("'folder' is a folder; name a file in it.", "run", "folder")]
    [InlineData("There is no file 'none.yaml'.", "run", "none.yaml")]
    [InlineData("'contract.yaml' is a contract, and 'weir run' takes a workflow file", "run", "contract.yaml")]
    [InlineData("--input: 'token' is given twice; give it once.", "run", "release.yaml", "--input", "token=aaaa", "--input", "token=bbbb")]
    [InlineData("has no input 'tokn'; did you mean 'token'?", "run", "release.yaml", "--input", "token=aaaa", "--input", "tokn=bbbb")]
    [InlineData("has no approval 'signoff'; did you mean 'sign-off'?", "run", "release.yaml", "--input", "token=aaaa", "--answer", "signoff=yes")]
    [InlineData("--max-parallel: '-1' is no whole number from 1 to 4096.", "run", "release.yaml", "--max-parallel", "-1")]
    [InlineData("--durations: 'folder' is a folder; name a file in it.", "run", "release.yaml", "--durations", "folder")]
    [InlineData("--durations: there is no folder for 'none/durations.json'", "run", "release.yaml", "--durations", "none/durations.json")]
    public async Task BadUsage_IsOneSentence(string sentence, params string[] arguments)
    {
        Directory.CreateDirectory(_scratch.Below("folder"));
        _scratch.WriteContract("contract.yaml", "NodeA");
        var outcome = await RunAsync(arguments);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(sentence, Assert.Single(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => line.Contains("error", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runId workflow status durationMs stages usage speedup baseline outputs pauses journal errors", "run", "none.yaml", "--json")]
    [InlineData("runId workflow status durationMs stages usage speedup baseline outputs pauses journal errors", "run", "--json-events")]
    [InlineData("runId workflow status durationMs stages usage speedup baseline outputs pauses journal errors", "resume", "none.journal", "--json")]
    [InlineData("files errors", "check", "--json")]
    [InlineData("status durationMs packages failed stages speedup errors", "generate", "--json")]
    [InlineData("status errors", "rnu", "--json")]
    public async Task BadUsage_WithJson_IsADocumentOfTheCommand(string fields, params string[] arguments)
    {
        var outcome = await RunAsync(arguments);
        Assert.Equal(2, outcome.ExitCode);
        using var document = JsonDocument.Parse(outcome.Output);
        Assert.Equal(fields.Split(' '), document.RootElement.EnumerateObject().Select(static field => field.Name));
        Assert.NotEqual(0, document.RootElement.GetProperty("errors").GetArrayLength());
        Assert.Equal(arguments.Contains("--json-events") ? 1 : outcome.Output.Count('\n'), outcome.Output.Count('\n'));
    }

    private static string Flow(string step, string rest = "") => $"""
        weir: 1
        name: w
        inputs: {"{"} name: {"{"} type: string, default: a {"}"} {"}"}
        stages:
          - name: s
            steps: [ {step.Replace("\n      - ", ", ", StringComparison.Ordinal)} ]
        {rest}
        """;

    private static void AssertSecretIsNowhere(Outcome outcome) => Assert.DoesNotContain("s3cr3t", outcome.Output + outcome.Error, StringComparison.Ordinal);

    private static IEnumerable<string> Weir(params string[] arguments) => [Path.Combine(AppContext.BaseDirectory, "weir.dll"), .. arguments];

    private async Task<string?> HashOfAsync(string[] arguments)
    {
        var outcome = await RunAsync(arguments);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        using var document = JsonDocument.Parse(outcome.Output);
        return document.RootElement.GetProperty("optimizationsHash").GetString();
    }

    private Task<Outcome> RunAsync(params string[] arguments) => Tool.WeirAsync(_scratch.Path, arguments);
}
