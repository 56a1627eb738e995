namespace CxOne.Sandbox.Published.Reporting;

/// <summary>The handle times and right parties in reports.</summary>
internal static class HandleTime
{
    public const int WrapSec = 20;

    /// <summary>Returns talk and wrap-up time in minutes. NICE does not document the unit.</summary>
    public static decimal Minutes(double talkSec) => Math.Round((decimal)(talkSec + WrapSec) / 60, 2);

    /// <summary>Returns the number of answered calls that reached the right person, three of five.</summary>
    public static int RightParties(int connects) => connects * 3 / 5;
}
