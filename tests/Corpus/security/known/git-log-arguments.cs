// source: CWE-78 (https://cwe.mitre.org/data/definitions/78.html)
// why: a program that is constant gets each argument by itself, and no shell reads them
// expect: none

using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.GitLogArguments;

public sealed class GitLog
{
    public async Task<string> LastChangeAsync(string repository, string file, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("git")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add("-C");
        start.ArgumentList.Add(repository);
        start.ArgumentList.Add("log");
        start.ArgumentList.Add("-1");
        start.ArgumentList.Add("--");
        start.ArgumentList.Add(file);

        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return text;
    }
}
