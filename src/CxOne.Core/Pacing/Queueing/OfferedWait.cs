using CxOne.Numerics;

namespace CxOne.Pacing;

/// <summary>
/// Erlang A: integrals of the offered wait's density in M/M/n+M (S. Zeltyn and A. Mandelbaum, "Call centers with impatient
/// customers: many-server asymptotics of the M/M/n+G queue", 2005). The unit of time is the mean handle time.
/// </summary>
/// <remarks>
/// Every value is a sum of positive integrals, so that small values keep their relative accuracy. Each integrand is divided by its largest
/// value, so that an overload does not overflow.
/// </remarks>
internal sealed class OfferedWait
{
    // Values more than e^64 times smaller than the largest one are beyond double precision.
    private const double Depth = 64;
    private const int Panels = 32;

    private readonly double _load;
    private readonly int _agents;
    private readonly double _impatience;
    private readonly double _peak;
    private readonly double _idleShare;
    private readonly double _total;

    public OfferedWait(int agents, double load, double impatience)
    {
        _agents = agents;
        _load = load;
        _impatience = impatience;
        _peak = load > agents ? Math.Log(load / agents) / impatience : 0;
        var idle = Math.Exp(Rise(_peak, 0)) / ErlangB.Blocking(agents - 1, load);
        Waiting = load * Integrate(0, double.PositiveInfinity, Whole);
        _total = idle + Waiting;
        _idleShare = double.IsInfinity(idle) ? 1 : idle / _total;
        Waiting /= _total;
        Abandoned = Share(0, double.PositiveInfinity, GivenUp);
        ServedWait = Share(0, double.PositiveInfinity, x => x * Left(x));
    }

    /// <summary>Share of calls that find no agent free.</summary>
    public double Waiting { get; }

    /// <summary>Share of calls that give up.</summary>
    public double Abandoned { get; }

    /// <summary>Mean wait of served calls × their share, in handle times.</summary>
    public double ServedWait { get; }

    /// <summary>Share of calls served within the target.</summary>
    public double ServedWithin(double target) => _idleShare + Share(0, target, Left);

    /// <summary>Share of calls that give up within the target.</summary>
    public double AbandonedWithin(double target)
        => Share(0, target, GivenUp) + (GivenUp(target) * Share(target, double.PositiveInfinity, Whole));

    /// <summary>Share of calls that still wait after the target.</summary>
    public double Beyond(double target) => Left(target) * Share(target, double.PositiveInfinity, Whole);

    private static double Whole(double x) => 1;

    private double Left(double x) => Math.Exp(-_impatience * x);

    private double GivenUp(double x) => -Expm1(-_impatience * x);

    /// <summary>
    /// Exponent of the density at <paramref name="x"/> minus the exponent at <paramref name="origin"/>, computed without cancellation of
    /// large terms.
    /// </summary>
    private double Rise(double origin, double x)
    {
        var arriving = _load * Left(origin);
        var slope = origin == _peak && _peak > 0 ? 0 : arriving - _agents;
        return (slope * (x - origin)) - (arriving / _impatience * Bend(_impatience * (x - origin)));
    }

    /// <summary>e^−z − 1 + z.</summary>
    private static double Bend(double z)
    {
        if (Math.Abs(z) > 0.5)
        {
            return Math.Exp(-z) - 1 + z;
        }

        var sum = 1d;
        for (var term = 18; term > 2; term--)
        {
            sum = 1 - (z / term * sum);
        }

        return z * z / 2 * sum;
    }

    private double Share(double from, double to, Func<double, double> weight) => _load * Integrate(from, to, weight) / _total;

    /// <summary>∫ weight(x)·exp(exponent(x) − exponent(peak)) dx, to the full precision of a double relative to its own size.</summary>
    private double Integrate(double from, double to, Func<double, double> weight)
    {
        var top = Math.Clamp(_peak, from, to);
        var left = top > from ? Edge(top, from) : from;
        var right = Math.Min(to, Edge(top, double.PositiveInfinity));
        Func<double, double> integrand = x => weight(x) * Math.Exp(Rise(top, x));
        var sum = Quadrature.Integrate(integrand, left, top, Panels);
        // A short patience concentrates the integrand in a thin layer at the start, which wide panels would miss.
        var begin = top;
        for (var width = 1 / _impatience; begin < right; width *= 4)
        {
            var end = Math.Min(right, begin + width);
            sum += Quadrature.Integrate(integrand, begin, end, Panels);
            begin = end;
        }

        return sum * Math.Exp(Rise(_peak, top));
    }

    /// <summary>
    /// The point towards <paramref name="limit"/> where the exponent, which is concave, has fallen by <see cref="Depth"/>.
    /// </summary>
    private double Edge(double top, double limit)
    {
        if (double.IsFinite(limit))
        {
            return Rise(top, limit) >= -Depth ? limit : Bisect(top, limit);
        }

        var step = 1 / (double)_agents;
        while (Rise(top, top + step) > -Depth)
        {
            step *= 2;
        }

        return Bisect(top, top + step);
    }

    private double Bisect(double top, double outside)
    {
        var inside = top;
        for (var round = 0; round < 40; round++)
        {
            var middle = inside + ((outside - inside) / 2);
            if (Rise(top, middle) > -Depth)
            {
                inside = middle;
            }
            else
            {
                outside = middle;
            }
        }

        return outside;
    }

    /// <summary>e^x − 1 without cancellation.</summary>
    internal static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.5)
        {
            return Math.Exp(x) - 1;
        }

        // The series of sixteen terms is exact to a double for |x| ≤ 1/2.
        var sum = 1d;
        for (var term = 16; term > 1; term--)
        {
            sum = 1 + (x / term * sum);
        }

        return x * sum;
    }
}
