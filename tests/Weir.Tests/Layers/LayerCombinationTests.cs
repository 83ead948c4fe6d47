using Weir.Layers;

namespace Weir.Tests.Layers;

/// <summary>Layers together: whatever is chosen of them, results are those of none.</summary>
public class LayerCombinationTests
{
    private static readonly Func<Layer>[] Makers =
    [
        .. LayerCatalog.All.Select(static one => one.Make),
        .. Enum.GetValues<LayerScope>().SelectMany<LayerScope, Func<Layer>>(
            static scope => [() => new PassLayer(scope), () => new PassLayer(scope, waits: true)]),
    ];

    [Fact]
    public async Task Results_OfAllPairs_AreThoseOfNone()
    {
        foreach (var first in Makers)
        {
            foreach (var second in Makers.Where(maker => maker != first))
            {
                await CheckAsync([first, second]);
            }
        }
    }

    [Fact]
    public Task Results_OfAll_AreThoseOfNone() => CheckAsync(Makers);

    [Fact]
    public Task Results_OfAllTheOtherWayRound_AreThoseOfNone() => CheckAsync([.. Makers.Reverse()]);

    private static async Task CheckAsync(Func<Layer>[] makers)
    {
        foreach (var one in LayerCase.All)
        {
            Layer[] layers = [.. makers.Select(static make => make())];
            Assert.Equal(await LayerProbe.SeeAsync(one, [], onStep: false), await LayerProbe.SeeAsync(one, layers, onStep: false));
            Assert.All(layers, static layer => Assert.Equal(0, layer.Faults));
        }
    }
}
