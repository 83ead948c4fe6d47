using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Weir.IntegrationTests.Running;

/// <summary>A terminal as far as displays use one: it keeps what was written, and obeys cursor-up, erase-line and erase-below.</summary>
internal sealed class Screen : TextWriter
{
    private readonly List<StringBuilder> _lines = [new()];
    private readonly int _height;
    private int _row;
    private int _column;

    public Screen(int width = 60, int height = 20)
    {
        _height = height;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(this),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        Console.Profile.Width = width;
        Console.Profile.Height = height;
        Console.Profile.Capabilities.Unicode = true;
    }

    public IAnsiConsole Console { get; }

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>How many times something was written.</summary>
    public int Writes { get; private set; }

    /// <summary>How far the cursor went up at most: higher than the screen, and a frame would not be drawn over.</summary>
    public int HighestFrame { get; private set; }

    /// <summary>How wide the widest line was.</summary>
    public int Widest { get; private set; }

    /// <summary>All lines, also those that were scrolled away; blanks at their ends are left out.</summary>
    public string Text => string.Join('\n', _lines.Select(static line => line.ToString().TrimEnd())).TrimEnd('\n');

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        Writes++;
        for (var i = 0; i < value!.Length; i++)
        {
            switch (value[i])
            {
                case '\u001b':
                    i = Obey(value, i + 2);
                    break;
                case '\r':
                    _column = 0;
                    break;
                case '\n':
                    (_row, _column) = (_row + 1, 0);
                    if (_row == _lines.Count)
                    {
                        _lines.Add(new());
                    }

                    break;
                default:
                    Put(value[i]);
                    break;
            }
        }
    }

    private void Put(char c)
    {
        var line = _lines[_row];
        line.Append(' ', Math.Max(0, _column + 1 - line.Length));
        line[_column++] = c;
        Widest = Math.Max(Widest, _column);
    }

    /// <summary>Obeys the command whose parameters begin here; gives its last character.</summary>
    private int Obey(string text, int at)
    {
        var end = at;
        while (!char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        switch (text[end])
        {
            case 'A':
                var up = int.Parse(text.AsSpan(at, end - at), CultureInfo.InvariantCulture);
                HighestFrame = Math.Max(HighestFrame, up);
                Assert.InRange(up, 1, Math.Min(_row, _height - 1));
                _row -= up;
                break;
            case 'K':
                _lines[_row].Length = Math.Min(_lines[_row].Length, _column);
                break;
            case 'J':
                _lines[_row].Length = Math.Min(_lines[_row].Length, _column);
                _lines.RemoveRange(_row + 1, _lines.Count - _row - 1);
                break;
        }

        return end;
    }
}
