namespace CxOne.Numerics;

/// <summary>The mixing function of SplitMix64 (G. L. Steele, D. Lea and C. H. Flood 2014).</summary>
internal static class SplitMix64
{
    public const ulong GoldenGamma = 0x9E37_79B9_7F4A_7C15;

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
