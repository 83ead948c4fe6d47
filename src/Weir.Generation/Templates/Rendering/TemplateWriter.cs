using System.Buffers;
using System.Text;

namespace Weir.Generation.Templates.Rendering;

/// <summary>
/// Keeps what a render writes, and counts what it takes. A turn of a loop shows as an empty text, which costs a render next to nothing and goes through all that Handlebars.Net wraps around a writer.
/// </summary>
internal sealed class TemplateWriter : TextWriter
{
    // Looking at the clock costs as much as some turns do.
    private const int BeatsPerLook = 256;

    private char[] _text = ArrayPool<char>.Shared.Rent(4096);
    private int _length;
    private TemplateLimits _limits = null!;
    private TimeProvider _time = null!;
    private Template _template = null!;
    private CancellationToken _cancellationToken;
    private long _started;
    private long _beats;

    public override Encoding Encoding => Encoding.Unicode;

    public override IFormatProvider FormatProvider => System.Globalization.CultureInfo.InvariantCulture;

    /// <summary>How much there is room for.</summary>
    public int Capacity => _text.Length;

    /// <summary>What was written so far.</summary>
    public ReadOnlySpan<char> Written => _text.AsSpan(0, _length);

    public void Start(Template template, TemplateSettings settings, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        (_template, _limits, _time, _cancellationToken) = (template, settings.Limits, settings.Time, cancellationToken);
        _length = 0;
        _beats = 0;
        _started = _limits.MaxTime == Timeout.InfiniteTimeSpan ? 0 : _time.GetTimestamp();
    }

    public override void Write(char value) => Room(1)[0] = value;

    public override void Write(char[] buffer, int index, int count) => buffer.AsSpan(index, count).CopyTo(Room(count));

    public override void Write(ReadOnlySpan<char> buffer) => buffer.CopyTo(Room(buffer.Length));

    public override void Write(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            Turn();
            return;
        }

        value.CopyTo(Room(value.Length));
    }

    public override string ToString() => new(_text, 0, _length);

    protected override void Dispose(bool disposing)
    {
        if (disposing && _text.Length > 0)
        {
            ArrayPool<char>.Shared.Return(_text);
            _text = [];
        }

        base.Dispose(disposing);
    }

    private void Turn()
    {
        _beats++;
        if (_beats > _limits.MaxTurns)
        {
            throw TooMuch($"turns more than {_limits.MaxTurns} times in its loops and partials; render it in parts, or end the loop");
        }

        if (_beats % BeatsPerLook == 0)
        {
            Look();
        }
    }

    private void Look()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (_limits.MaxTime != Timeout.InfiniteTimeSpan && _time.GetElapsedTime(_started) > _limits.MaxTime)
        {
            throw TooMuch(FormattableString.Invariant($"takes longer than {_limits.MaxTime.TotalSeconds:0.###} s; render it in parts, or end the loop"));
        }
    }

    private Span<char> Room(int count)
    {
        if (count > _text.Length - _length || count > _limits.MaxLength - _length)
        {
            Grow(count);
        }

        var room = _text.AsSpan(_length, count);
        _length += count;
        return room;
    }

    private void Grow(int count)
    {
        if (count > _limits.MaxLength - _length)
        {
            throw TooMuch($"gives more than {_limits.MaxLength} characters; render it in parts");
        }

        Look();
        var larger = ArrayPool<char>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(2L * _text.Length, (long)_length + count)));
        Written.CopyTo(larger);
        ArrayPool<char>.Shared.Return(_text);
        _text = larger;
    }

    /// <param name="deed">What the template does, as the sentence about it goes on.</param>
    private TemplateException TooMuch(string deed) => TemplateException.Of(_template.Id, $"The template '{_template.Text.File}' {deed}.");
}
