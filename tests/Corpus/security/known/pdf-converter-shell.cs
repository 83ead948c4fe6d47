// source: CWE-78 (https://cwe.mitre.org/data/definitions/78.html)
// why: the name of a file reaches a shell, once as arguments and once behind -c
// expect: security/command-injection 20
// expect: security/command-injection 32

using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.PdfConverterShell;

public sealed class PdfConverter
{
    public async Task<int> ConvertAsync(string document, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo
        {
            FileName = "soffice",
            Arguments = "--headless --convert-to pdf " + document,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("soffice did not start.");
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    public void Print(string document, int copies)
    {
        var shell = new ProcessStartInfo("/bin/sh");
        shell.ArgumentList.Add("-c");
        shell.ArgumentList.Add($"lp -n {copies} '{document}'");
        using var process = Process.Start(shell);
        process?.WaitForExit();
    }
}
