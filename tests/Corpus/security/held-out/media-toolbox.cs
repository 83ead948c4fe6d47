// source: CWE-78 (https://cwe.mitre.org/data/definitions/78.html)
// why: An argument line, a shell and the name of a program are put together from what callers and the environment give.
// expect: security/command-injection 20
// expect: security/command-injection 28
// expect: security/command-injection 36

using System;
using System.Diagnostics;

namespace Corpus.HeldOut.MediaToolbox;

public sealed record Clip(string File, TimeSpan From, TimeSpan Length);

public static class MediaToolbox
{
    public static Process? Cut(Clip clip, string target)
    {
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardError = true };
        var range = $"-ss {clip.From.TotalSeconds:F1} -t {clip.Length.TotalSeconds:F1}";
        start.Arguments = $"-y {range} -i \"{clip.File}\" \"{target}\"";
        return Process.Start(start);
    }

    public static string FreeSpace(string mount)
    {
        var shell = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true };
        shell.ArgumentList.Add("-c");
        shell.ArgumentList.Add("df -h " + mount + " | tail -n 1");
        using var process = Process.Start(shell) ?? throw new InvalidOperationException("The shell did not start.");
        return process.StandardOutput.ReadToEnd();
    }

    public static void Preview()
    {
        var viewer = Environment.GetEnvironmentVariable("MEDIA_VIEWER") ?? "xdg-open";
        using var process = Process.Start(viewer, "preview.png");
        process.WaitForExit(TimeSpan.FromSeconds(30));
    }
}
