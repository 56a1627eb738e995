namespace CxOne.Audit;

/// <summary>Reads complete lines up to a length that is fixed at the start, so that records appended later are ignored.</summary>
internal sealed class AuditLineReader
{
    private readonly Stream _stream;
    private long _left;
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    public AuditLineReader(Stream stream, long length)
    {
        _stream = stream;
        _left = length;
    }

    /// <summary>Number of bytes after the last line end, once all lines are read.</summary>
    public int IncompleteBytes { get; private set; }

    /// <summary>Reads the next line. It is valid until the next call.</summary>
    /// <returns><see langword="false"/> if no complete line is left.</returns>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf(AuditLine.End);
            if (at >= 0)
            {
                line = _buffer.AsMemory(_start, searched + at);
                _start += searched + at + 1;
                return true;
            }

            searched = _end - _start;
            if (!Fill())
            {
                IncompleteBytes = searched;
                line = default;
                return false;
            }
        }
    }

    private bool Fill()
    {
        if (_left <= 0)
        {
            return false;
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = _stream.Read(_buffer, _end, (int)Math.Min(_left, _buffer.Length - _end));
        _end += read;
        _left -= read;
        return read > 0;
    }
}
