using Weir.Yaml.StepTypes;

namespace Weir.Tests.Yaml.StepTypes;

[Collection(nameof(Programs))]
public sealed class ShellRunStepTests : IDisposable
{
    private readonly ShellRunStep _type = new();
    private readonly StepTypeCall _call = new();

    public void Dispose() => _call.Dispose();

    [Fact]
    public async Task Run_OfAProgram_GivesCodeAndOutputs()
    {
        var output = await RunAsync("dotnet", ("args", Args("--version")));
        Assert.Equal(["exit-code", "stdout", "stderr"], output.Keys);
        Assert.Equal(0L, output["exit-code"]);
        Assert.Matches(@"^10\.\d+\.\d+", (string)output["stdout"]!);
        Assert.Equal("", output["stderr"]);
    }

    [Fact]
    public void Check_OfALineForAShell_PointsToTheArguments()
    {
        var (parameter, message) = Assert.Single(_type.Check(new Dictionary<string, object?> { ["command"] = "git status --short" }));
        Assert.Equal("command", parameter);
        Assert.Equal(
            "'command' is the name of a program alone, and it has a blank; there is no shell, so its arguments go into 'args': command: git, args: [\"status\", \"--short\"].",
            message);
    }

    [Theory]
    [InlineData("git")]
    [InlineData("my tools/build")]
    public void Check_OfANameOrAPath_FindsNothing(string command) => Assert.Empty(_type.Check(new Dictionary<string, object?> { ["command"] = command }));

    [Fact]
    public async Task Run_OfALineForAShell_PointsToTheArguments() =>
        Assert.EndsWith("can be run; there is no shell, so its arguments go into 'args': command: git, args: [\"status\"].", await FailAsync("git status"), StringComparison.Ordinal);

    [Theory]
    [InlineData("$HOME", "*", "a b", "'\"", "\\", "", "; rm -rf x", "ünï")]
    [InlineData("\n", "%PATH%", "`id`", "$(id)", "|", "&", "<", ">")]
    public async Task Run_WithArguments_PassesThemAsTheyAre(params string[] texts)
    {
        Programs.Need("printf");
        Assert.Equal(string.Concat(texts.Select(static text => $"[{text}]")), (await RunAsync("printf", ("args", Args(["[%s]", .. texts]))))["stdout"]);
    }

    [Fact]
    public async Task Run_WithNumbersAsArguments_PassesThemAsText()
    {
        Programs.Need("printf");
        Assert.Equal("5 0.5 true", (await RunAsync("printf", ("args", new object?[] { "%s %s %s", 5L, 0.5, true })))["stdout"]);
    }

    [Fact]
    public async Task Run_WithInput_GivesItToTheProgram()
    {
        Programs.Need("cat");
        Assert.Equal("ünï\n", (await RunAsync("cat", ("stdin", "ünï\n")))["stdout"]);
        Assert.Equal("", (await RunAsync("cat"))["stdout"]);
    }

    [Fact]
    public async Task Run_WithMuchInputAndOutput_HoldsNobodyUp()
    {
        Programs.Need("cat");
        var text = new string('x', 900_000);
        Assert.Equal(text, (await RunAsync("cat", ("stdin", text)))["stdout"]);
    }

    [Fact]
    public async Task Run_OfAProgramThatDoesNotReadItsInput_Completes()
    {
        Programs.Need("true");
        Assert.Equal(0L, (await RunAsync("true", ("stdin", new string('x', 5_000_000))))["exit-code"]);
    }

    [Fact]
    public async Task Run_WithMoreOutputThanIsKept_SaysHowMuchWasDropped()
    {
        Programs.Need("head");
        _call.Allow(PermissionKind.Shell, "head").Allow(PermissionKind.Read, "/dev/zero");
        var output = await _call.GiveMapAsync(new ShellRunStep(1000), ("command", "head"), ("args", Args("-c", "3000000", "/dev/zero")));
        Assert.Equal($"{new string('\0', 1000)}\n… 2999000 more bytes were dropped.", output["stdout"]);
    }

    [Theory]
    [InlineData(1, "a\n… 6 more bytes were dropped.")]
    [InlineData(2, "a\n… 6 more bytes were dropped.")]
    [InlineData(3, "aü\n… 4 more bytes were dropped.")]
    [InlineData(5, "aü\n… 4 more bytes were dropped.")]
    [InlineData(6, "aü€\n… 1 more bytes were dropped.")]
    [InlineData(7, "aü€b")]
    public async Task Run_WithOutputCutInsideACharacter_CutsBeforeIt(int maxBytes, string expected)
    {
        var output = new BoundedOutput(maxBytes);
        using var stream = new MemoryStream("aü€b"u8.ToArray());
        await output.ReadAsync(stream, Some.Token);
        Assert.Equal(expected, output.Text);
        Assert.Equal("aü€b", output.LastLines);
    }

    [Fact]
    public async Task Run_WithAnExitCodeThatIsNotExpected_FailsWithTheEndOfStderr()
    {
        Programs.Need("sh");
        var message = await FailAsync("sh", ("args", Args("-c", "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo line $i >&2; done; exit 3")));
        Assert.Equal($"'sh' ended with exit code 3, where 0 is expected; the end of stderr: {string.Join('\n', Enumerable.Range(3, 10).Select(static i => $"line {i}"))}", message);
    }

    [Fact]
    public async Task Run_WithAnExitCodeThatIsExpected_Completes()
    {
        Programs.Need("false");
        Assert.Equal(1L, (await RunAsync("false", ("expect", 1L)))["exit-code"]);
        Assert.Equal(1L, (await RunAsync("false", ("expect", new object?[] { 0L, 1L })))["exit-code"]);
        Assert.Equal("'false' ended with exit code 1, where 2 or 3 is expected; the end of stderr: (nothing)", await FailAsync("false", ("expect", new object?[] { 2L, 3L })));
    }

    [Fact]
    public async Task Run_WithVariables_HasThemAndTheEssentialsAndNothingElse()
    {
        Programs.Need("env");
        Environment.SetEnvironmentVariable("WEIR_TEST_SECRET", "hidden");
        var output = await RunAsync("env", ("env", StepValues.Parse("""{"MINE":"a=b","N":5,"HOME":"/other"}""")));
        var variables = ((string)output["stdout"]!).Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        Assert.Contains("MINE=a=b", variables);
        Assert.Contains("N=5", variables);
        Assert.Contains("HOME=/other", variables);
        Assert.Contains($"PATH={Environment.GetEnvironmentVariable("PATH")}", variables);
        Assert.DoesNotContain(variables, static variable => variable.Contains("hidden", StringComparison.Ordinal));
        Assert.All(variables, static variable => Assert.Matches("^(MINE|N|HOME|PATH|TMPDIR|LANG|LC_ALL|LC_CTYPE|TZ|TEMP|TMP|DOTNET_[A-Z0-9_]+)=", variable));
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("A=B", "hidden")]
    [InlineData("A", "hid\0den")]
    [InlineData("A", null)]
    public async Task Run_WithAVariableThatIsNone_IsFoundBeforeAndRefused(string name, object? value)
    {
        Programs.Need("true");
        var variables = new Dictionary<string, object?> { [name] = value };
        var (parameter, message) = Assert.Single(_type.Check(new Dictionary<string, object?> { ["env"] = variables }));
        Assert.Equal("env", parameter);
        Assert.DoesNotContain("hid", message, StringComparison.Ordinal);
        Assert.Equal(message, await FailAsync("true", ("env", variables)));
    }

    [Fact]
    public async Task Run_WithANulInAnArgument_IsRefused()
    {
        Programs.Need("true");
        Assert.StartsWith("An item of 'args' has a NUL", await FailAsync("true", ("args", Args("a\0b"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_InAFolder_NeedsToReadItUnlessItIsTheOwn()
    {
        Programs.Need("pwd");
        Directory.CreateDirectory(_call.Below("sub"));
        Directory.CreateSymbolicLink(_call.Below("out"), "/");
        Assert.Equal($"{RealPath.Of(_call.Below())}\n", (await RunAsync("pwd", ("args", Args("-P"))))["stdout"]);
        Assert.Equal($"{RealPath.Of(_call.Below())}\n", (await RunAsync("pwd", ("args", Args("-P")), ("cwd", "sub/..")))["stdout"]);
        foreach (var folder in (string[])["sub", "out", "..", "/", "a\0b"])
        {
            using var run = await _call.RunAsync(_type, ("command", "pwd"), ("cwd", folder));
            Assert.IsType<PermissionDeniedException>(run.Error);
        }

        _call.Allow(PermissionKind.Read, "sub");
        Assert.Equal($"{RealPath.Of(_call.Below("sub"))}\n", (await RunAsync("pwd", ("args", Args("-P")), ("cwd", "sub")))["stdout"]);
        Assert.Equal("'cwd' is 'sub/none', which is no folder; make it before.", await FailAsync("pwd", ("cwd", "sub/none")));
    }

    [Fact]
    public async Task Run_OfACommandThatIsNotPermitted_IsRefused()
    {
        _call.Allow(PermissionKind.Shell, "git");
        using var run = await _call.RunAsync(_type, ("command", "dotnet"));
        Assert.Equal(
            "Running 'dotnet' is not permitted; add 'shell: [ dotnet ]' to 'permissions', or give --allow shell=dotnet.",
            Assert.IsType<PermissionDeniedException>(run.Error).Message);
    }

    [Fact]
    public async Task Run_OfABareName_IsNotLookedForInTheFolder()
    {
        Programs.Need("sh");
        Programs.Write(_call.Below("weir-test-program"), "#!/bin/sh\necho own\n"u8);
        Assert.StartsWith("There is no program 'weir-test-program' that can be run; ", await FailAsync("weir-test-program"), StringComparison.Ordinal);
        Assert.Equal("own\n", (await RunAsync("./weir-test-program"))["stdout"]);
    }

    [Fact]
    public async Task Run_OfAPathOutOfTheFolder_IsRefused()
    {
        Directory.CreateSymbolicLink(_call.Below("bin"), "/bin");
        foreach (var command in (string[])["/bin/true", "bin/true", "../x"])
        {
            _call.Allow(PermissionKind.Shell, command);
            using var run = await _call.RunAsync(_type, ("command", command));
            Assert.Contains("leads out of the folder", Assert.IsType<PermissionDeniedException>(run.Error).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Run_OfAFileThatIsNoProgram_Fails()
    {
        _call.Folder.Write("flow/data.txt", "no program");
        Assert.StartsWith("There is no program './data.txt'", await FailAsync("./data.txt"), StringComparison.Ordinal);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows asks for no mode.");
        Programs.Write(_call.Below("broken"), [0x7F, (byte)'E', (byte)'L', (byte)'F', 0, 0]);
        Assert.StartsWith("'./broken' cannot be run: ", await FailAsync("./broken"), StringComparison.Ordinal);
    }

    private async Task<IReadOnlyDictionary<string, object?>> RunAsync(string command, params (string, object?)[] with)
    {
        _call.Allow(PermissionKind.Shell, command);
        return await _call.GiveMapAsync(_type, [("command", command), .. with]);
    }

    private async Task<string> FailAsync(string command, params (string, object?)[] with)
    {
        _call.Allow(PermissionKind.Shell, command);
        return await _call.FailAsync(_type, [("command", command), .. with]);
    }

    private static object?[] Args(params string[] texts) => [.. texts];
}
