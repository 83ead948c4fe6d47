using Weir.Generation;
using Weir.Generation.Packaging;
using Weir.Tests.Conventions;
using Weir.Yaml;

namespace Weir.Tests.Generation.Job;

/// <summary>What a user may give to a job by mistake, or to harm it: one sentence each, and nothing is left behind.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(100L << 20)]
    [InlineData(1L << 30)]
    public async Task Run_OfAFileOfManyMegabytes_ReadsItsBeginningAndRefusesIt(long length)
    {
        await using (var file = File.Create(_folder.Below("huge.yaml")))
        {
            file.SetLength(length);
        }

        var before = GC.GetTotalAllocatedBytes();
        var failure = Assert.Single((await RunAsync("huge.yaml")).Failures);
        Assert.Contains(YamlCodes.TooLarge, failure.Error, StringComparison.Ordinal);

        // Far less than the file, whatever other tests take meanwhile; each file is read once to its limit, and once more for its name.
        Assert.True(length < 1L << 30 || GC.GetTotalAllocatedBytes() - before < length, "The whole file was read.");
    }

    [Fact]
    public async Task Run_OfAFolderThatMayNotBeRead_SaysSoAndLeavesNothing()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other rights.");
            return;
        }

        if (Environment.IsPrivilegedProcess)
        {
            Assert.Skip("Whoever may do everything may read every folder.");
        }

        var closed = Directory.CreateDirectory(_folder.Below("closed"), UnixFileMode.None).FullName;
        try
        {
            var failure = Assert.Single((await RunAsync("closed")).Failures);
            Assert.StartsWith($"The folder '{closed}' cannot be read: ", failure.Error, StringComparison.Ordinal);
            Assert.False(Directory.Exists(_folder.Below("out")));
        }
        finally
        {
            Directory.Delete(closed);
        }
    }

    [Fact]
    public async Task Run_BelowAFile_SaysWhichOutputCannotBeMade()
    {
        _folder.Write("a.yaml", GeneratedCode.Yaml());
        _folder.Write("out", "a file");
        var problem = await Assert.ThrowsAsync<OutputFolderException>(() => RunAsync("a.yaml", "out/below"));
        Assert.Contains(_folder.Below("out", "below"), problem.Message, StringComparison.Ordinal);
        Assert.Equal("a file", await File.ReadAllTextAsync(_folder.Below("out"), Some.Token));
    }

    [Fact]
    public async Task Run_WhereAGeneratedFileIsAFolder_NamesThePackageAndChangesNothing()
    {
        _folder.Write("a.yaml", GeneratedCode.Yaml());
        _folder.Write("out/NodeSampleEffect/README.md/mine.txt", "mine");
        var failure = Assert.Single((await RunAsync("a.yaml")).Failures);
        Assert.Contains("The package NodeSampleEffect cannot be written", failure.Error, StringComparison.Ordinal);
        Assert.Equal(["README.md/mine.txt"], _folder.Read("out/NodeSampleEffect").Keys);
        Assert.Equal(["NodeSampleEffect"], Directory.EnumerateFileSystemEntries(_folder.Below("out")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Run_AfterOneThatWasKilledBetweenLockAndFolder_TakesTheLockAway()
    {
        _folder.Write("a.yaml", GeneratedCode.Yaml());
        _folder.Write("out/.weir-killed.lock", "");
        Assert.Empty((await RunAsync("a.yaml")).Failures);
        Assert.Equal(["NodeSampleEffect"], Directory.EnumerateFileSystemEntries(_folder.Below("out")).Select(Path.GetFileName));
    }

    [Fact]
    public void Open_ByManyAtOnce_LeavesNoLockAndDisturbsNobody()
    {
        Directory.CreateDirectory(_folder.Below("out"));
        var weir = WeirReference.ToProject(Path.Combine(Repository.Root, "src", "Weir", "Weir.csproj"));
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, number =>
        {
            using var output = PackageFolder.Open(_folder.Below("out"));
            output.Put($"Package{number}", [new("text.txt", "whole")], weir);
        });
        var packages = Directory.EnumerateFileSystemEntries(_folder.Below("out")).ToArray();
        Assert.Equal(40, packages.Length);
        Assert.All(packages, static package => Assert.Equal("whole", File.ReadAllText(Path.Combine(package, "text.txt"))));
    }

    private async Task<GenerationReport> RunAsync(string contract, string output = "out")
    {
        var job = await GenerationJob.PrepareAsync(new GenerationRequest
        {
            Contracts = [_folder.Below(contract)],
            Output = _folder.Below(output),
            Reference = WeirReference.ToProject(Path.Combine(Repository.Root, "src", "Weir", "Weir.csproj")),
        }, Some.Token);
        return await job.RunAsync(null, Some.Token);
    }
}
