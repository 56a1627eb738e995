namespace CxOne.Http;

/// <summary>
/// The bit sets of <see cref="EncodedSecretMatcher"/> for the latest positions of a text, as many as one encoded character can span.
/// </summary>
internal sealed class PositionRing
{
    private const int Slots = EncodedCharacter.LongestEncoding + 1;

    private readonly ulong[][] _sets = new ulong[Slots][];
    private readonly int[] _positions = new int[Slots];

    public PositionRing(int words)
    {
        for (var slot = 0; slot < Slots; slot++)
        {
            _sets[slot] = new ulong[words];
        }

        Clear();
    }

    public void Clear() => _positions.AsSpan().Fill(-1);

    public ulong[]? Find(int at) => _positions[at % Slots] == at ? _sets[at % Slots] : null;

    public ulong[] Take(int at)
    {
        _positions[at % Slots] = at;
        _sets[at % Slots].AsSpan().Clear();
        return _sets[at % Slots];
    }

    public void Release(int at) => _positions[at % Slots] = -1;
}
