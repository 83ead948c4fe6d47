// source: SonarSource, Cognitive Complexity, 2018 (https://www.sonarsource.com/docs/CognitiveComplexity.pdf)
// why: a loop with try, filter and waits that stays below every limit
// expect: none

using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.ReconnectLoop;

internal interface IConnection
{
    Task OpenAsync(CancellationToken cancellationToken);
}

internal sealed class Reconnect(IConnection connection, TimeProvider time)
{
    private const int MaxAttempts = 5;

    public async Task<int> OpenAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await connection.OpenAsync(cancellationToken);
                return attempt;
            }
            catch (IOException) when (attempt < MaxAttempts)
            {
                var wait = TimeSpan.FromMilliseconds(100 * attempt * attempt);
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }
}
