namespace CxOne.Sandbox.Published.Skills.Parameters;

/// <summary>A maximum ratio that was written.</summary>
/// <param name="Since">When it was written.</param>
/// <param name="Ratio">Calls per available agent.</param>
internal sealed record RatioSetting(DateTimeOffset Since, double Ratio);
