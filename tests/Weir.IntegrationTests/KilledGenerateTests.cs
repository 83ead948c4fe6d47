using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Weir.IntegrationTests;

/// <summary>
/// <c>weir generate</c>, killed at random moments over an output that has packages with files of the user. <c>WEIR_KILLS</c> asks for
/// more kills than the few of a usual run.
/// </summary>
public sealed class KilledGenerateTests : IDisposable
{
    private const int Contracts = 12;

    private const string Mine = "// mine, and to stay";

    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("WEIR_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 4;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact(Timeout = 3_600_000)]
    public async Task Generate_KilledAtAnyMoment_LeavesWholePackagesOrNoneAndIsRepairedByTheNext()
    {
        await GenerateAsync(0);
        PutMine();
        var whole = Stopwatch.StartNew();
        await GenerateAsync(1);
        var length = whole.Elapsed;
        var random = new Random(20_261_121);
        for (var (kill, round) = (0, 2); kill < Kills; round++)
        {
            WriteContracts(round);
            var broken = await RunUntilAsync(length * (0.2 + (0.8 * random.NextDouble())), random);
            kill += broken ? 1 : 0;
            CheckPackages();
        }

        await GenerateAsync(1000);
        Assert.Equal(Contracts, Packages().Count);
        Assert.All(Directory.EnumerateFileSystemEntries(_scratch.Below("out")), static entry => Assert.StartsWith("Node", Path.GetFileName(entry), StringComparison.Ordinal));
        Assert.All(Packages(), static package => Assert.Contains("of round 1000.", File.ReadAllText(Path.Combine(package, "README.md")), StringComparison.Ordinal));
        CheckPackages();
    }

    // Each round changes what every package says, so that halves of two rounds would show.
    private void WriteContracts(int round)
    {
        for (var number = 0; number < Contracts; number++)
        {
            var file = _scratch.WriteContract($"in/c{number}.yaml", $"NodeNumber{number}Effect", "io_operations: [ { name: work } ]\n");
            File.WriteAllText(file, File.ReadAllText(file).Replace("of the tests.", $"of round {round}.", StringComparison.Ordinal));
        }
    }

    private void PutMine()
    {
        foreach (var package in Packages())
        {
            var source = Path.Combine(package, "src", Path.GetFileName(package));
            File.WriteAllText(Path.Combine(source, "Mine.cs"), Mine);
            File.AppendAllText(Path.Combine(source, Path.GetFileName(package) + ".cs"), Mine);
            File.WriteAllText(Path.Combine(package, "notes.txt"), Mine);
        }
    }

    private async Task GenerateAsync(int round)
    {
        WriteContracts(round);
        var outcome = await Tool.WeirAsync(_scratch.Path, "generate", "in", "--out", "out");
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
    }

    /// <summary>Kills a generation after so long, or when packages begin to be put; true: it had not ended.</summary>
    private async Task<bool> RunUntilAsync(TimeSpan after, Random random)
    {
        var token = TestContext.Current.CancellationToken;
        using var process = Tool.Start("dotnet", _scratch.Path, [Path.Combine(AppContext.BaseDirectory, "weir.dll"), "generate", "in", "--out", "out"]);
        var error = process.StandardError.ReadToEndAsync(token);
        var output = process.StandardOutput.ReadToEndAsync(token);
        var atWork = random.Next(2) == 0;
        var pause = TimeSpan.FromMilliseconds(random.Next(0, 60));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        if (!atWork)
        {
            limit.CancelAfter(after);
        }

        try
        {
            if (atWork)
            {
                await AtWorkAsync(process, limit.Token);
                await Task.Delay(pause, limit.Token);
                await limit.CancelAsync();
            }

            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            process.Kill();
            await process.WaitForExitAsync(token);
        }

        await Task.WhenAll(error, output);
        return process.ExitCode != 0;
    }

    // The working folder is there from the first package on.
    private async Task AtWorkAsync(Process process, CancellationToken token)
    {
        while (!process.HasExited && Directory.GetDirectories(_scratch.Below("out"), ".weir-*", SearchOption.TopDirectoryOnly)
            .All(static folder => !Directory.Exists(Path.Combine(folder, "new"))))
        {
            await Task.Delay(5, token);
        }
    }

    /// <summary>Every package is that of one round, with the hashes that its manifest names and the files of the user; those set aside too.</summary>
    private void CheckPackages()
    {
        Assert.All(Packages(), Check);
        var found = Packages().Concat(SetAside()).Select(Path.GetFileName).Distinct(StringComparer.Ordinal).Count();
        Assert.Equal(Contracts, found);
    }

    private static void Check(string package)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(package, "manifest.json")));
        foreach (var file in manifest.RootElement.GetProperty("files").EnumerateArray())
        {
            var text = File.ReadAllText(Path.Combine(package, file.GetProperty("path").GetString()!));
            Assert.Equal(file.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
        }

        var source = Path.Combine(package, "src", Path.GetFileName(package));
        Assert.Equal(Mine, File.ReadAllText(Path.Combine(source, "Mine.cs")));
        Assert.EndsWith(Mine, File.ReadAllText(Path.Combine(source, Path.GetFileName(package) + ".cs")), StringComparison.Ordinal);
        Assert.Equal(Mine, File.ReadAllText(Path.Combine(package, "notes.txt")));
    }

    private List<string> Packages() => [.. Directory.EnumerateDirectories(_scratch.Below("out"), "Node*")];

    private IEnumerable<string> SetAside() => Directory.EnumerateDirectories(_scratch.Below("out"), ".weir-*")
        .Select(static work => Path.Combine(work, "old")).Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories);
}
