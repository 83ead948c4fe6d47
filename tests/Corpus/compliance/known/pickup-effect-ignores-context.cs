// source: CA2016 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2016)
// why: the node has the token of its run, and waits and reads without it
// expect: compliance/no-cancellation 27
// expect: compliance/no-cancellation 35

using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Weir;

namespace Corpus.PickupEffectIgnoresContext;

public sealed record Pickup(string Depot, DateOnly Day);

public sealed class NodePickupEffect(HttpClient http) : EffectNode<Pickup, string>
{
    private const int Attempts = 3;

    public override async ValueTask<string> RunAsync(Pickup input, StepContext context)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var response = await http.GetAsync($"pickups/{input.Depot}/{input.Day:yyyy-MM-dd}", context.CancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return await response.Content.ReadAsStringAsync();
            }

            if (attempt == Attempts)
            {
                return context.Fail<string>($"The depot answered {(int)response.StatusCode}.");
            }

            await Task.Delay(TimeSpan.FromSeconds(attempt));
        }
    }
}
