namespace CxOne.Sandbox.Published.Reporting;

/// <summary>The calls of a skill in 15 minutes. Connects are all live answered calls, including the abandoned ones.</summary>
internal readonly record struct DialerInterval(int Dials, int Connects, int Abandons)
{
    public static DialerInterval operator +(DialerInterval left, DialerInterval right) =>
        new(left.Dials + right.Dials, left.Connects + right.Connects, left.Abandons + right.Abandons);
}

/// <summary>The calls of a skill in the 15 minutes from a start.</summary>
internal readonly record struct DialerRow(int SkillIndex, DateTimeOffset Start, DialerInterval Calls);
