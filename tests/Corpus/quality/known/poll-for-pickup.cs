// source: SonarSource S4462 (https://rules.sonarsource.com/csharp/RSPEC-4462/)
// why: it sleeps on a thread and waits for a value task by its awaiter
// expect: quality/blocking-call 23
// expect: quality/blocking-call 28

using System;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.PollForPickup;

internal interface ICarrier
{
    ValueTask<bool> IsCollectedAsync(string number, CancellationToken cancellationToken);
}

internal sealed class PickupPoll(ICarrier carrier)
{
    public bool WaitFor(string number, int tries, CancellationToken cancellationToken)
    {
        for (var i = 0; i < tries; i++)
        {
            if (carrier.IsCollectedAsync(number, cancellationToken).GetAwaiter().GetResult())
            {
                return true;
            }

            Thread.Sleep(TimeSpan.FromSeconds(5));
        }

        return false;
    }
}
