using Spectre.Console.Rendering;

namespace Weir.Cli.Output.Running;

/// <summary>Text that is laid out already: what a terminal is given in one write.</summary>
internal sealed class Block(IEnumerable<Segment> segments) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth) => new(0, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => segments;
}
