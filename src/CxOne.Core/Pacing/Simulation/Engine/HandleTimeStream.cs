using CxOne.Numerics;

namespace CxOne.Pacing;

/// <summary>Draws handle times (talk plus wrap-up) in blocks.</summary>
internal sealed class HandleTimeStream
{
    public const int Block = 256;

    /// <summary>Handle times of the block, in units of 2⁻²⁰ s.</summary>
    public readonly long[] Handles = new long[Block];

    private readonly DialerPlan _plan;
    private readonly RandomStream _stream = new();
    private readonly ulong[] _random = new ulong[Block];

    public HandleTimeStream(DialerPlan plan) => _plan = plan;

    /// <summary>Starts the handle times of a day.</summary>
    public void Start(long seed, int day)
    {
        _stream.Start(seed, day, 1);
        Fill();
    }

    /// <summary>Draws the next block.</summary>
    public void Fill()
    {
        _stream.Fill(_random);
        var talk = _plan.Talk;
        var wrap = _plan.Wrap;
        for (var index = 0; index < Block; index++)
        {
            var random = _random[index];
            Handles[index] = talk.Draw((uint)(random >> 32), random) + wrap.Draw((uint)random, ~random);
        }
    }
}
