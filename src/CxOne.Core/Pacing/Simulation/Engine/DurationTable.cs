using System.Runtime.CompilerServices;
using CxOne.Numerics;

namespace CxOne.Pacing;

/// <summary>
/// A distribution prepared for drawing: a table of quantiles with linear interpolation within a cell and exact tails. The unit is 2⁻²⁰ s.
/// </summary>
/// <remarks>
/// A cell has the exact mean of its part of the distribution, so the mean of all draws is exact for any number of cells.
/// </remarks>
internal sealed class DurationTable
{
    public const int UnitBits = 20;
    public const double UnitsPerSec = 1 << UnitBits;

    private const int CurvedCells = 1024;
    private const double Longest = 1L << 42;

    // Nodes and weights of three-point Gauss–Legendre quadrature on 0…1.
    private const double Node = 0.11270166537925831148;
    private const double OuterWeight = 5d / 18;
    private const double InnerWeight = 8d / 18;

    private readonly DurationDistribution _distribution;
    private readonly double _mu;
    private readonly double _sigma;

    // Low half: lowest value of a cell; high half: its width. Both are shifted right by _shift.
    private readonly ulong[] _cells;
    private readonly uint _firstStraight;
    private readonly uint _straight;
    private readonly int _shift;

    public DurationTable(DurationDistribution distribution)
    {
        _distribution = distribution;
        if (distribution.Kind == DurationKind.Empirical)
        {
            var sorted = distribution.Sample.Select(ToUnits).Order().ToArray();
            _shift = Shift(sorted[^1]);
            _cells = Array.ConvertAll(sorted, value => (ulong)Math.Max(1, value >> _shift));
            _straight = (uint)_cells.Length;
            return;
        }

        if (distribution.Kind == DurationKind.Constant || distribution.MeanSec == 0 || distribution.Cv == 0)
        {
            var value = ToUnits(distribution.MeanSec);
            _shift = Shift(value);
            _cells = [(ulong)(value >> _shift)];
            _straight = 1;
            return;
        }

        var variance = PortableMath.Log(1 + (distribution.Cv * distribution.Cv));
        _sigma = Math.Sqrt(variance);
        _mu = PortableMath.Log(distribution.MeanSec) - (variance / 2);
        _cells = new ulong[CurvedCells];
        _firstStraight = 1;
        _straight = CurvedCells - 2;
        _shift = Shift(ToUnits(Quantile(1 - (1d / CurvedCells), 1d / CurvedCells)));
        var scale = UnitsPerSec / (1L << _shift);
        var lower = Quantile(1d / CurvedCells, 1 - (1d / CurvedCells));
        for (var cell = 1; cell < CurvedCells - 1; cell++)
        {
            var upper = At(cell + 1);
            var mean = (OuterWeight * (At(cell + Node) + At(cell + 1 - Node))) + (InnerWeight * At(cell + 0.5));
            var width = upper - lower;
            var low = Math.Max(1, Math.Round((mean - (width / 2)) * scale));
            _cells[cell] = (ulong)low | ((ulong)Math.Round(width * scale) << 32);
            lower = upper;
        }
    }

    /// <summary>Draws a duration of at least one unit.</summary>
    /// <param name="uniform">32 random bits.</param>
    /// <param name="source">The 64 bits that contain them; a tail, which needs more than 32 bits, derives further bits from them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Draw(uint uniform, ulong source)
    {
        var product = uniform * (ulong)(uint)_cells.Length;
        var index = (uint)(product >> 32);
        if (index - _firstStraight >= _straight)
        {
            return Tail(index, (uint)product, source);
        }

        var cell = _cells[index];
        return (long)((uint)cell + (((cell >> 32) * (uint)product) >> 32)) << _shift;
    }

    private static long ToUnits(double sec) => (long)Math.Clamp(Math.Round(sec * UnitsPerSec), 1, Longest);

    /// <summary>Number of bits by which a value must be shifted right to fit into 32 bits.</summary>
    private static int Shift(long value) => Math.Max(0, 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)value) - 31);

    private long Tail(uint index, uint fraction, ulong source)
    {
        // 32 bits over 1,024 cells leave steps of 1,024 in the fraction; further bits fill each step.
        var stretch = (SplitMix64.Mix(source ^ SplitMix64.GoldenGamma) >> 11) * (1d / (1L << 53)) * CurvedCells;
        var place = (fraction + stretch) * (1d / (1L << 32));
        var below = (index + place) / CurvedCells;
        var above = (CurvedCells - 1 - index + (1 - place)) / CurvedCells;
        return ToUnits(Quantile(Math.Max(1e-24, below), Math.Max(1e-24, above)));
    }

    private double At(double cell) => Quantile(cell / CurvedCells, (CurvedCells - cell) / CurvedCells);

    private double Quantile(double below, double above) => _distribution.Kind == DurationKind.Exponential
        ? -_distribution.MeanSec * (above > 0.5 ? LogOneMinus(below) : PortableMath.Log(above))
        : PortableMath.Exp(_mu + (_sigma * PortableMath.NormalQuantile(below, above)));

    /// <summary>ln(1 − x) for x up to 1/2, exact also for tiny x.</summary>
    private static double LogOneMinus(double x)
    {
        var above = 1 - x;
        // Corrects the rounding error of 1 − x to first order.
        return PortableMath.Log(above) - (((above - 1) + x) / above);
    }
}
