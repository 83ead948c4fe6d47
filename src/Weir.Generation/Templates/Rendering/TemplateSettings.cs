namespace Weir.Generation.Templates.Rendering;

/// <summary>What the templates of a catalog share when they are rendered.</summary>
/// <param name="limits">How much one may take.</param>
/// <param name="time">The clock that limits are of.</param>
internal sealed class TemplateSettings(TemplateLimits limits, TimeProvider time)
{
    // More than this is not worth keeping.
    private const int MaxKept = 64 * 1024;

    // The writer that nobody uses, if there is one.
    private TemplateWriter? _spare;

    public TemplateLimits Limits => limits;

    public TimeProvider Time => time;

    public TemplateWriter Rent() => Interlocked.Exchange(ref _spare, null) ?? new TemplateWriter();

    public void Return(TemplateWriter writer)
    {
        if (writer.Capacity > MaxKept || Interlocked.CompareExchange(ref _spare, writer, null) is not null)
        {
            writer.Dispose();
        }
    }
}
