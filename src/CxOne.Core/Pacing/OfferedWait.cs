namespace CxOne.Pacing;

/// <summary>
/// Erlang A: integrals of the offered wait's density in M/M/n+M (S. Zeltyn and A. Mandelbaum, "Call centers with impatient
/// customers: many-server asymptotics of the M/M/n+G queue", 2005). The unit of time is the mean handle time.
/// </summary>
/// <remarks>Every figure is a sum of positive integrals, so that small ones keep their relative accuracy; each is divided by the
/// largest value of its integrand, so that no overload overflows.</remarks>
internal sealed class OfferedWait
{
    // What lies 64 powers of e below the largest value is beyond double precision.
    private const double Depth = 64;
    private const int Panels = 32;

    private readonly double _load;
    private readonly int _agents;
    private readonly double _impatience;
    private readonly double _peak;
    private readonly double _peakHeight;
    private readonly double _idleShare;
    private readonly double _total;

    public OfferedWait(int agents, double load, double impatience)
    {
        _agents = agents;
        _load = load;
        _impatience = impatience;
        _peak = load > agents ? Math.Log(load / agents) / impatience : 0;
        _peakHeight = Exponent(_peak);
        var idle = Math.Exp(-_peakHeight) / ErlangB.Blocking(agents - 1, load);
        Waiting = load * Integrate(0, double.PositiveInfinity, _ => 1);
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
    public double AbandonedWithin(double target) => Share(0, target, GivenUp) + (GivenUp(target) * Share(target, double.PositiveInfinity, _ => 1));

    /// <summary>Share of calls that still wait when the target is over.</summary>
    public double Beyond(double target) => Left(target) * Share(target, double.PositiveInfinity, _ => 1);

    private double Left(double x) => Math.Exp(-_impatience * x);

    private double GivenUp(double x) => -Expm1(-_impatience * x);

    private double Exponent(double x) => (_load * -Expm1(-_impatience * x) / _impatience) - (_agents * x);

    private double Share(double from, double to, Func<double, double> weight) => _load * Integrate(from, to, weight) / _total;

    /// <summary>∫ weight(x)·exp(exponent(x) − peak) dx, to the full precision of a double relative to its own size.</summary>
    private double Integrate(double from, double to, Func<double, double> weight)
    {
        var top = Math.Clamp(_peak, from, to);
        var height = Exponent(top);
        var left = top > from ? Math.Max(from, Edge(top, height, from)) : from;
        var right = Math.Min(to, Edge(top, height, double.PositiveInfinity));
        var sum = Quadrature.Integrate(x => weight(x) * Math.Exp(Exponent(x) - height), left, top, Panels)
            + Quadrature.Integrate(x => weight(x) * Math.Exp(Exponent(x) - height), top, right, Panels);
        return sum * Math.Exp(height - _peakHeight);
    }

    /// <summary>Where the exponent, which is concave, has fallen by <see cref="Depth"/>; towards <paramref name="limit"/>.</summary>
    private double Edge(double top, double height, double limit)
    {
        if (double.IsFinite(limit))
        {
            if (Exponent(limit) >= height - Depth)
            {
                return limit;
            }

            return Bisect(top, limit, height);
        }

        var step = 1 / (double)_agents;
        while (Exponent(top + step) > height - Depth)
        {
            step *= 2;
        }

        return Bisect(top, top + step, height);
    }

    private double Bisect(double inside, double outside, double height)
    {
        for (var round = 0; round < 40; round++)
        {
            var middle = inside + ((outside - inside) / 2);
            if (Exponent(middle) > height - Depth)
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
