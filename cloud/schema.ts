import { AnchorWritten } from './core/anchor'
import { Erasure } from './core/erasure'
import { RequestKey } from './core/keys'
import { Activity, ActivityPlace, ActivityQuota, PosterRead } from './features/activity/activity.entity'
import { Certificate } from './features/activity/certificate.entity'
import { ActivityChange } from './features/activity/change.entity'
import { ActivityFeedback } from './features/activity/feedback.entity'
import { RosterMark } from './features/activity/roster.entity'
import {
  Application,
  ApplicationEvent,
  ApplicationNumber,
  ApplicationSlot,
  ApplicationTodo,
} from './features/applications/application.entity'
import {
  Campaign,
  CampaignChoice,
  CampaignEventShown,
  CampaignRead,
  CampaignShelf,
  CampaignText,
  CampaignVersion,
} from './features/campaign/campaign.entity'
import { CampaignMedia } from './features/campaign/media/media.entity'
import { CampaignRemark } from './features/campaign/remark.entity'
import { Child, ChildConsent, ChildEvent, ChildOpening, ChildPart, ChildRead, ChildReader } from './features/child/child.entity'
import { LoanBook, LoanClaim, LoanClaimLine, LoanEntry, LoanImport } from './features/loan/book.entity'
import { LoanLpr, LoanPolicy } from './features/loan/loan.entity'
import { MessagePermission, Notice, Outbox } from './features/notices/notice.entity'
import { DiaryRevision, PairingDiary } from './features/pairing/diary.entity'
import { Pairing, PairingChild, PairingKin, PairingMother, PairingTeam, PairingTeamMember } from './features/pairing/pairing.entity'
import { PairingPlan, PairingPlanOpen, PairingPlanPair } from './features/pairing/plan.entity'
import { Account, GrantGiven, OneTimeCode, Person, Session } from './features/people/people.entity'
import { Place, PlaceName } from './features/regions/place.entity'
import { Upload } from './features/uploads/upload.entity'
import { WorryKept } from './features/worry/worry.entity'
import { Foundation1764000000000 } from './migrations/1764000000000-Foundation'
import { Offers1764200000000 } from './migrations/1764200000000-Offers'
import { WhoMayCome1764200100000 } from './migrations/1764200100000-WhoMayCome'
import { Changes1764200200000 } from './migrations/1764200200000-Changes'
import { Afterwards1764200300000 } from './migrations/1764200300000-Afterwards'
import { Loan1764200400000 } from './migrations/1764200400000-Loan'
import { Campaign1764200500000 } from './migrations/1764200500000-Campaign'
import { CertificatesAgain1764200600000 } from './migrations/1764200600000-CertificatesAgain'
import { LoanCase1764300000000 } from './migrations/1764300000000-LoanCase'
import { LoanBook1764300100000 } from './migrations/1764300100000-LoanBook'
import { CampaignMedia1764300200000 } from './migrations/1764300200000-CampaignMedia'
import { CampaignRest1764300300000 } from './migrations/1764300300000-CampaignRest'
import { Child1764300400000 } from './migrations/1764300400000-Child'
import { Pairing1764300600000 } from './migrations/1764300600000-Pairing'
import { PairingTeams1764300700000 } from './migrations/1764300700000-PairingTeams'
import { Diary1764300720000 } from './migrations/1764300720000-Diary'
import { LoanMarks1764300750000 } from './migrations/1764300750000-LoanMarks'
import { PairingForgotten1764300800000 } from './migrations/1764300800000-PairingForgotten'
import { Worry1764300900000 } from './migrations/1764300900000-Worry'
import { OnePerPerson1764301000000 } from './migrations/1764301000000-OnePerPerson'
import { WorryKept1764301010000 } from './migrations/1764301010000-WorryKept'
import { TeamNames1764301020000 } from './migrations/1764301020000-TeamNames'
import { ApplicationNumber1764301100000 } from './migrations/1764301100000-ApplicationNumber'
import { LprAgain1764301200000 } from './migrations/1764301200000-LprAgain'
import { LoanRest1764301300000 } from './migrations/1764301300000-LoanRest'
import { CaseOfKind1764301400000 } from './migrations/1764301400000-CaseOfKind'
import { HaltedToCounty1764301510000 } from './migrations/1764301510000-HaltedToCounty'

/** Every table and every migration, in order. */
export const schema = {
  entities: [
    ...[RequestKey, Place, PlaceName, Person, Account, Session, GrantGiven, OneTimeCode],
    ...[Application, ApplicationEvent, ApplicationTodo, ApplicationSlot, ApplicationNumber, Upload],
    ...[
      Activity,
      ActivityChange,
      ActivityFeedback,
      ActivityPlace,
      ActivityQuota,
      PosterRead,
      Certificate,
      RosterMark,
      Notice,
      Outbox,
      MessagePermission,
    ],
    ...[LoanPolicy, LoanLpr],
    ...[CampaignMedia, CampaignRemark],
    ...[LoanBook, LoanEntry, LoanClaim, LoanClaimLine, LoanImport],
    ...[Campaign, CampaignText, CampaignVersion, CampaignShelf, CampaignRead, CampaignChoice, CampaignEventShown],
    ...[Child, ChildPart, ChildConsent, ChildEvent, ChildOpening, ChildRead, ChildReader],
    ...[Pairing, PairingChild, PairingMother, PairingKin, PairingTeam, PairingTeamMember],
    ...[PairingPlan, PairingPlanPair, PairingPlanOpen],
    ...[PairingDiary, DiaryRevision],
    ...[WorryKept],
    ...[AnchorWritten, Erasure],
  ],
  migrations: [
    Foundation1764000000000,
    Offers1764200000000,
    WhoMayCome1764200100000,
    Changes1764200200000,
    Afterwards1764200300000,
    Loan1764200400000,
    Campaign1764200500000,
    CertificatesAgain1764200600000,
    LoanCase1764300000000,
    LoanBook1764300100000,
    CampaignMedia1764300200000,
    CampaignRest1764300300000,
    Child1764300400000,
    Pairing1764300600000,
    PairingTeams1764300700000,
    Diary1764300720000,
    LoanMarks1764300750000,
    PairingForgotten1764300800000,
    Worry1764300900000,
    OnePerPerson1764301000000,
    WorryKept1764301010000,
    TeamNames1764301020000,
    ApplicationNumber1764301100000,
    LprAgain1764301200000,
    LoanRest1764301300000,
    CaseOfKind1764301400000,
    HaltedToCounty1764301510000,
  ],
}
