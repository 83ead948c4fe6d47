using Microsoft.Win32.SafeHandles;

namespace Weir;

/// <summary>Reads a file line by line, with the place of each.</summary>
internal sealed class LineReader(SafeFileHandle handle)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _filled;
    private long _offset;
    private bool _isOver;

    /// <param name="line">The line without its end; valid until the next call.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="isWhole">Whether it has an end.</param>
    public bool TryRead(out ReadOnlySpan<byte> line, out long offset, out bool isWhole)
    {
        var searched = _start;
        while (true)
        {
            var end = _buffer.AsSpan(searched, _filled - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                end += searched;
                line = _buffer.AsSpan(_start, end - _start);
                offset = _offset;
                isWhole = true;
                _offset += end + 1 - _start;
                _start = end + 1;
                return true;
            }

            if (_isOver)
            {
                line = _buffer.AsSpan(_start, _filled - _start);
                offset = _offset;
                isWhole = false;
                _offset += line.Length;
                _start = _filled;
                return !line.IsEmpty;
            }

            searched = Fill();
        }
    }

    /// <summary>Reads more behind what is there; gives where the new begins.</summary>
    private int Fill()
    {
        var rest = _filled - _start;
        if (rest == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }
        else
        {
            _buffer.AsSpan(_start, rest).CopyTo(_buffer);
            _start = 0;
            _filled = rest;
        }

        var some = RandomAccess.Read(handle, _buffer.AsSpan(_filled), _offset + rest);
        _isOver = some == 0;
        _filled += some;
        return rest;
    }
}
