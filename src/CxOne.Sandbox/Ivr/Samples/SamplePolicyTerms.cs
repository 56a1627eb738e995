namespace CxOne.Sandbox.Ivr;

/// <summary>Long legal texts, which use many voice units.</summary>
internal static class SamplePolicyTerms
{
    public const string Household =
        "Household cover protects the building and its contents at the insured address against fire, "
        + "lightning, explosion, storm, hail, escape of water, theft and attempted theft. Cover begins at noon "
        + "on the day that the policy names and ends at noon on the day that it expires. You must keep doors "
        + "and windows locked when no one is at home, keep the heating on during frost, and have smoke "
        + "detectors tested once a year. Tell us of any loss within three working days. Items of particular "
        + "value, such as jewellery, watches, musical instruments and works of art, are covered up to the "
        + "single limit stated in your schedule unless they are listed with their own sum insured. We do not "
        + "cover wear and tear, gradual damage, damage by insects, or loss while the premises have been empty "
        + "for more than sixty days in a row without our written consent. The excess stated in your schedule is "
        + "deducted from every claim. If you insure for less than the full value, we pay in the same "
        + "proportion.";

    public const string Travel =
        "Travel cover protects the persons named in the schedule during journeys that begin and end at home "
        + "and last no longer than forty-five days. We pay for medical treatment abroad that cannot wait, for "
        + "the transport home that a doctor prescribes, and for the additional cost of a companion. We pay for "
        + "a cancelled journey when you fall ill, lose your employment, or your home becomes uninhabitable, and "
        + "for luggage that is lost, stolen or delayed by more than twelve hours. Report theft to the local "
        + "police within a day and keep the report. Ask the carrier for a written confirmation of delays. We do "
        + "not pay for treatment that was the purpose of the journey, for conditions that you knew of and did "
        + "not tell us, for professional sports, for expeditions above five thousand metres, or for journeys to "
        + "a region that the ministry had advised against before you left. Valuables are covered only while you "
        + "carry them with you or while they are in a locked safe.";

    public const string Liability =
        "Liability cover pays what you owe to others by law for injury to persons and damage to property that "
        + "you cause in private life, as a tenant, cyclist, owner of a pet or volunteer. It examines the claim, "
        + "defends you against claims without ground, and carries the cost of a lawsuit up to the sum insured. "
        + "Children are covered until they finish their first education. Do not acknowledge a claim and do not "
        + "settle it before you have spoken to us; otherwise we may refuse payment in whole or in part. We do "
        + "not pay for damage done on purpose, for damage between persons insured by the same policy, for "
        + "damage by motor vehicles and aircraft, for contractual penalties, or for what you do in a trade or "
        + "profession. Rented movable things are covered up to a twentieth of the sum insured. Keys in your "
        + "care that are lost are covered including the cost of new locks, provided that you report the loss on "
        + "the day on which you notice it. Damage in other countries is covered for stays of up to two years.";
}
