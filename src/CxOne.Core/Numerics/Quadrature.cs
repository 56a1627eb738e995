namespace CxOne.Numerics;

/// <summary>Adaptive Gauss–Kronrod quadrature with 7 and 15 points (R. Piessens and others, QUADPACK, 1983).</summary>
internal static class Quadrature
{
    private const int MaximumDepth = 30;

    private static readonly double[] Nodes =
    [
        0.991455371120812639206854697526329, 0.949107912342758524526189684047851, 0.864864423359769072789712788640926,
        0.741531185599394439863864773280788, 0.586087235467691130294144691693013, 0.405845151377397166906606412076961,
        0.207784955007898467600689403773245, 0.000000000000000000000000000000000,
    ];

    private static readonly double[] KronrodWeights =
    [
        0.022935322010529224963732008058970, 0.063092092629978553290700663189204, 0.104790010322250183839876322541518,
        0.140653259715525918745189590510238, 0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
        0.204432940075298892414161999234649, 0.209482141084727828012999174891714,
    ];

    private static readonly double[] GaussWeights =
    [
        0.129484966168869693270611432679082, 0.279705391489276667901467771423780, 0.381830050505118944950369775488975,
        0.417959183673469387755102040816327,
    ];

    /// <summary>Integrates a positive function with a relative error of about 1e-13.</summary>
    public static double Integrate(Func<double, double> function, double from, double to, int panels)
    {
        if (!(to > from))
        {
            return 0;
        }

        var width = (to - from) / panels;
        var rough = 0d;
        for (var panel = 0; panel < panels; panel++)
        {
            rough += Estimate(function, from + (panel * width), from + ((panel + 1) * width), out _);
        }

        var sum = 0d;
        for (var panel = 0; panel < panels; panel++)
        {
            sum += Refine(
                function, from + (panel * width), from + ((panel + 1) * width), rough * 1e-14, double.PositiveInfinity, MaximumDepth);
        }

        return sum;
    }

    private static double Refine(Func<double, double> function, double from, double to, double tolerance, double formerError, int depth)
    {
        var value = Estimate(function, from, to, out var error);
        // If halving the panel hardly reduces the error, the rest is rounding, which further halving does not remove.
        if (error <= tolerance || error <= value * 1e-13 || (error <= value * 1e-10 && error > formerError / 4) || depth == 0)
        {
            return value;
        }

        var middle = from + ((to - from) / 2);
        return Refine(function, from, middle, tolerance / 2, error, depth - 1)
            + Refine(function, middle, to, tolerance / 2, error, depth - 1);
    }

    private static double Estimate(Func<double, double> function, double from, double to, out double error)
    {
        var half = (to - from) / 2;
        var centre = from + half;
        var atCentre = function(centre);
        var kronrod = atCentre * KronrodWeights[7];
        var gauss = atCentre * GaussWeights[3];
        for (var node = 0; node < 7; node++)
        {
            var pair = function(centre - (half * Nodes[node])) + function(centre + (half * Nodes[node]));
            kronrod += pair * KronrodWeights[node];
            if (node % 2 == 1)
            {
                gauss += pair * GaussWeights[node / 2];
            }
        }

        error = Math.Abs(kronrod - gauss) * half;
        return kronrod * half;
    }
}
