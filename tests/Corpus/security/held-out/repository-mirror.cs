// source: CWE-78 (https://cwe.mitre.org/data/definitions/78.html)
// why: The program is constant and no shell, each value is an argument of its own, and numbers cannot carry a command.
// expect: none

using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.HeldOut.RepositoryMirror;

public enum PackLevel
{
    Fast,
    Small,
}

public static class RepositoryMirror
{
    public static async Task<int> CloneAsync(Uri origin, string branch, int depth, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo
        {
            FileName = "git",
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add("clone");
        start.ArgumentList.Add("--bare");
        start.ArgumentList.Add($"--depth={depth.ToString(CultureInfo.InvariantCulture)}");
        start.ArgumentList.Add("--branch");
        start.ArgumentList.Add(branch);
        start.ArgumentList.Add("--");
        start.ArgumentList.Add(origin.AbsoluteUri);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("git did not start.");
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    public static Process? Pack(PackLevel level, string minutes)
    {
        var window = level is PackLevel.Small ? "--window=250" : "--window=10";
        var limit = int.Parse(minutes, CultureInfo.InvariantCulture);
        return Process.Start(new ProcessStartInfo("git") { Arguments = $"repack -a -d {window} --threads={limit}" });
    }

    public static void Collect()
    {
        using var process = Process.Start("git", "gc --auto");
        process.WaitForExit();
    }
}
