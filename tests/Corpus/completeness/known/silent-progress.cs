// source: SonarSource S1186 (https://rules.sonarsource.com/csharp/RSPEC-1186/)
// why: empty bodies with a comment that says why nothing is to be done, and lambdas that do nothing
// expect: none

using System;
using System.Collections.Generic;

namespace Corpus.SilentProgress;

internal interface IImportProgress
{
    void Report(int done, int total);

    void Finish();
}

internal sealed class SilentProgress : IImportProgress
{
    public void Report(int done, int total)
    {
        // A batch at night has nobody who watches.
    }

    public void Finish()
    {
        /* Nothing was shown, so nothing is to be taken away. */
    }
}

internal sealed class CustomerImport(IImportProgress progress)
{
    private Action<string> _refused = _ => { };

    public void OnRefused(Action<string> handler) => _refused = handler;

    public int Run(IReadOnlyList<string> lines)
    {
        var done = 0;
        foreach (var line in lines)
        {
            if (line.Split(';').Length != 4)
            {
                _refused(line);
                continue;
            }

            progress.Report(++done, lines.Count);
        }

        progress.Finish();
        return done;
    }
}
